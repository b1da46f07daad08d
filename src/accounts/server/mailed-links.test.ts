import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readAfter, readHead } from '#events/server/tail.ts';
import { db, transaction } from '#lib/server/db.ts';
import { signUp, someAddress } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { askPasswordReset } from './ask-password-reset.ts';
import { askVerification } from './ask-verification.ts';
import { authenticate } from './authenticate.ts';
import { createApiToken } from './create-api-token.ts';
import { login } from './login.ts';
import { findUser } from './queries.ts';
import { resetPassword } from './reset-password.ts';
import { deleteUser, editUser, suspendUser } from './steps.ts';
import { issueToken, type TokenKind } from './steps/account-tokens.ts';
import { verifyEmail } from './verify-email.ts';

const visit = () => ({ address: someAddress(), userAgent: null });
const mailTo = async (userId: string, kind: TokenKind) =>
	(await transaction((tx) => issueToken(tx, userId, kind)))?.token ?? 'nothing was sent';
const isIn = async (cookie: string) => (await authenticate(new Headers({ cookie }))).actor !== null;
const eventsAbout = async (head: number, userId: string) => {
	while ((await sequenceOnce()) > 0);
	return (await readAfter(head, 1_000)).filter(
		(event) => event.entity_id === userId || (event.data as { user_id?: string }).user_id === userId,
	);
};
const headNow = async () => {
	while ((await sequenceOnce()) > 0);
	return await readHead();
};

test('of fifty who open one link at once, one gets through', async () => {
	const ana = await signUp('ana');
	const head = await headNow();
	const token = await mailTo(ana.actor.id, 'verify');
	const outcomes = await Promise.all(
		Array.from({ length: 50 }, () => outcomeOf(verifyEmail(token, visit()))),
	);
	expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
	expect(outcomes.filter((outcome) => outcome === 'gone')).toHaveLength(49);
	expect((await findUser(ana.actor.id))?.email_verified).toBe(true);
	const told = await eventsAbout(head, ana.actor.id);
	expect(told.map((event) => [event.type, event.entity_version])).toEqual([['user.verified', 2]]);
	expect(await outcomeOf(askVerification(ana.actor))).toBe('not_possible');
	expect(await mailTo(ana.actor.id, 'verify')).toBe('nothing was sent');
});

test('a reset puts everybody out, also programs, and lets the new password in', async () => {
	const ana = await signUp('ana');
	const elsewhere = await login(ana, visit());
	const program = await createApiToken(ana.actor, { name: 'kiln' });
	const head = await headNow();
	const [first, second] = [await mailTo(ana.actor.id, 'reset'), await mailTo(ana.actor.id, 'reset')];
	await resetPassword({ token: second, password: 'a jug of new milk' }, visit());
	expect(await isIn(ana.cookie)).toBe(false);
	expect(await isIn(elsewhere.cookie.header)).toBe(false);
	const bearer = new Headers({ authorization: `Bearer ${program.token}` });
	expect((await authenticate(bearer)).actor).toBeNull();
	expect(await outcomeOf(login(ana, visit()))).toBe('wrong_credentials');
	expect(await outcomeOf(login({ ...ana, password: 'a jug of new milk' }, visit()))).toBe('done');
	// The other mail's link is used up with it.
	expect(await outcomeOf(resetPassword({ token: first, password: 'a jug of old milk' }, visit()))).toBe(
		'gone',
	);
	const told = await eventsAbout(head, ana.actor.id);
	expect(told.map((event) => event.type)).toEqual(['session.revoked', 'user.changed']);
	expect((told[0]!.data as { session_ids: string[] }).session_ids.toSorted()).toEqual(
		[ana.actor.sessionId!, elsewhere.sessionId].toSorted(),
	);
});

test('a link opens only as itself, in its time, for its kind, its address and an active account', async () => {
	const [ana, ben, cleo, moved] = [
		await signUp('ana'),
		await signUp('ben'),
		await signUp('cleo'),
		await signUp('mo'),
	];
	const reset = (token: unknown) =>
		outcomeOf(resetPassword({ token: token as string, password: 'a jug of new milk' }, visit()));
	const token = await mailTo(ana.actor.id, 'reset');
	const turned = token.replace(/[a-zA-Z]/, (letter) =>
		letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
	);
	for (const wrong of [
		turned,
		`${token} `,
		`${token}\0`,
		token.slice(1),
		'',
		'0',
		'true',
		'%00',
		'[]',
		0,
		true,
		null,
	])
		expect(await reset(wrong), String(wrong)).toBe('gone');
	expect(await outcomeOf(verifyEmail(token, visit()))).toBe('gone');

	const late = await mailTo(ben.actor.id, 'reset');
	await db
		.updateTable('account_tokens')
		.set({ expires_at: sql<Date>`now(3)` })
		.where('user_id', '=', ben.actor.id)
		.execute();
	expect(await reset(late)).toBe('gone');

	const suspended = await mailTo(cleo.actor.id, 'reset');
	await transaction((tx) => suspendUser(tx, cleo.actor.id, 'sold a cursed bowl'));
	expect(await reset(suspended)).toBe('gone');
	expect(await mailTo(cleo.actor.id, 'reset')).toBe('nothing was sent');

	const oldAddress = await mailTo(moved.actor.id, 'reset');
	await transaction((tx) => editUser(tx, moved.actor.id, { email: `new-${moved.email}` }));
	expect(await reset(oldAddress)).toBe('gone');

	expect(await reset(token)).toBe('done');
});

test('asking for a reset says the same, as slowly, whoever has an account', async () => {
	const ana = await signUp('ana');
	const gone = await signUp('gone');
	await transaction((tx) => deleteUser(tx, gone.actor.id));
	const head = await headNow();
	const took: number[] = [];
	for (const email of [ana.email, `nobody-${ana.email}`, gone.email]) {
		const began = performance.now();
		expect(await outcomeOf(askPasswordReset(email, visit()))).toBe('done');
		took.push(performance.now() - began);
	}
	for (const ms of took) expect(ms).toBeGreaterThanOrEqual(249);
	const told = await eventsAbout(head, ana.actor.id);
	expect(told.map((event) => event.type)).toEqual(['user.reset_asked']);
	expect(await eventsAbout(head, gone.actor.id)).toEqual([]);
	for (const email of [ana.email, `nobody-${ana.email}`]) {
		for (let n = 0; n < 4; n++) await outcomeOf(askPasswordReset(email, visit()));
		expect(await outcomeOf(askPasswordReset(email, visit()))).toBe('too_many_requests');
	}
});

test('what is kept of a link opens nothing', async () => {
	const ana = await signUp('ana');
	const token = await mailTo(ana.actor.id, 'reset');
	const rows = await db
		.selectFrom('account_tokens')
		.selectAll()
		.where('user_id', '=', ana.actor.id)
		.execute();
	expect(rows).toHaveLength(1);
	for (const kept of [rows[0]!.token_hash.toString('base64url'), rows[0]!.token_hash.toString('hex')]) {
		expect(kept).not.toContain(token);
		expect(await outcomeOf(resetPassword({ token: kept, password: 'a jug of new milk' }, visit()))).toBe(
			'gone',
		);
	}
});
