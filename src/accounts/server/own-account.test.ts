import { expect, test } from 'vitest';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readAfter, readHead } from '#events/server/tail.ts';
import { db, transaction } from '#lib/server/db.ts';
import { signUp, signUpAdmin, someAddress } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { authenticate } from './authenticate.ts';
import { changePassword } from './change-password.ts';
import { changeProfile } from './change-profile.ts';
import { createApiToken } from './create-api-token.ts';
import { deleteAccount } from './delete-account.ts';
import { endSession } from './end-session.ts';
import { exportAccount } from './export-account.ts';
import { login } from './login.ts';
import { apiTokensOf, findUser, sessionsOf, usersByIds } from './queries.ts';
import { register } from './register.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { setRole } from './steps.ts';

const visit = () => ({ address: someAddress(), userAgent: 'Firefox on a kiln' });
const isIn = async (cookie: string) => (await authenticate(new Headers({ cookie }))).actor !== null;

test('a new password ends every session and begins a new one', async () => {
	const ana = await signUp('ana');
	const elsewhere = await login(ana, visit());
	const change = (current_password: string) =>
		changePassword(ana.actor, { current_password, new_password: 'a jug of new milk' }, visit());
	expect(await outcomeOf(change('not her password'))).toBe('invalid_input');
	expect(await isIn(elsewhere.cookie.header)).toBe(true);
	const { cookie } = await change(ana.password);
	expect(await isIn(elsewhere.cookie.header)).toBe(false);
	expect(await isIn(ana.cookie)).toBe(false);
	expect(await isIn(cookie.header)).toBe(true);
	expect(await outcomeOf(login({ ...ana, password: 'a jug of new milk' }, visit()))).toBe('done');
});

test('Ana ends her session on the lost telephone; Ben cannot', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const phone = await login(ana, visit());
	expect((await sessionsOf(ana.actor.id)).map((session) => session.id).toSorted()).toEqual(
		[ana.actor.sessionId!, phone.sessionId].toSorted(),
	);
	expect(await outcomeOf(endSession(ben.actor, phone.sessionId))).toBe('not_found');
	expect(await isIn(phone.cookie.header)).toBe(true);
	await endSession(ana.actor, phone.sessionId);
	expect(await isIn(phone.cookie.header)).toBe(false);
	expect(await outcomeOf(endSession(ana.actor, phone.sessionId))).toBe('not_found');
	const tablet = await login(ana, visit());
	await endSession(ana.actor, 'others');
	expect(await isIn(tablet.cookie.header)).toBe(false);
	expect(await isIn(ana.cookie)).toBe(true);
});

test('an API token is revoked by its owner only', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const { id, token } = await createApiToken(ana.actor, { name: 'kiln' });
	const works = async () =>
		(await authenticate(new Headers({ authorization: `Bearer ${token}` }))).actor !== null;
	expect(await outcomeOf(revokeApiToken(ben.actor, id))).toBe('not_found');
	expect(await works()).toBe(true);
	expect((await apiTokensOf(ana.actor.id))[0]!.last_used_at).not.toBeNull();
	await revokeApiToken(ana.actor, id);
	expect(await works()).toBe(false);
	expect(await apiTokensOf(ana.actor.id)).toEqual([]);
	for (let n = 0; n < 19; n++) await outcomeOf(createApiToken(ana.actor, { name: `kiln ${n}` }));
	expect(await outcomeOf(createApiToken(ana.actor, { name: 'one too many' }))).toBe('too_many_requests');
});

test('a profile changes what is new and tells which; a taken name is refused in any case', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	while ((await sequenceOnce()) > 0);
	const head = await readHead();
	const { username } = ana.actor;
	await changeProfile(ana.actor, { username, town: 'Ghent', announce_purchases: false });
	await changeProfile(ana.actor, { username, town: 'Ghent', announce_purchases: false });
	expect(await findUser(ana.actor.id)).toMatchObject({
		town: 'Ghent',
		announce_purchases: false,
		version: 2,
	});
	while ((await sequenceOnce()) > 0);
	const told = (await readAfter(head, 100)).filter((event) => event.entity_id === ana.actor.id);
	expect(told.map((event) => event.data)).toEqual([{ username, fields: ['town', 'announce_purchases'] }]);
	const asBen = { username: ben.actor.username.toUpperCase(), town: '', announce_purchases: true };
	expect(await outcomeOf(changeProfile(ana.actor, asBen))).toBe('invalid_input');
	expect((await findUser(ana.actor.id))?.town).toBe('Ghent');
});

/** No other room objects. */
const anyTime = async () => undefined;

test('a deleted account leaves nothing that says who it was, and its address is free again', async () => {
	const ana = await signUp('ana');
	await createApiToken(ana.actor, { name: 'kiln' });
	expect(await outcomeOf(deleteAccount(ana.actor, 'not her password', anyTime))).toBe('invalid_input');
	await deleteAccount(ana.actor, ana.password, anyTime);
	expect(await isIn(ana.cookie)).toBe(false);
	const rows = JSON.stringify([
		await db.selectFrom('users').selectAll().where('id', '=', ana.actor.id).execute(),
		await db.selectFrom('sessions').selectAll().where('user_id', '=', ana.actor.id).execute(),
		await db.selectFrom('api_tokens').selectAll().where('user_id', '=', ana.actor.id).execute(),
	]);
	expect(rows).toContain(`gone-${ana.actor.id}`);
	expect(rows).not.toContain(ana.actor.username);
	expect(rows).not.toContain('argon2');
	expect((await usersByIds([ana.actor.id])).get(ana.actor.id)?.status).toBe('deleted');
	expect(await outcomeOf(login(ana, visit()))).toBe('wrong_credentials');
	const { username } = ana.actor;
	expect(
		await outcomeOf(register({ username, email: ana.email, password: 'a jug of new milk' }, visit())),
	).toBe('done');
});

test('an admin cannot delete the own account, and a new role begins with a new token', async () => {
	const dana = await signUpAdmin();
	expect(await outcomeOf(deleteAccount(dana.actor, dana.password, anyTime))).toBe('not_possible');
	expect((await authenticate(new Headers({ cookie: dana.cookie }))).actor?.role).toBe('admin');
	await transaction((tx) => setRole(tx, dana.actor.id, 'user'));
	expect(await isIn(dana.cookie)).toBe(false);
});

test('an export holds what is known, and no secret', async () => {
	const ana = await signUp('ana');
	const { token } = await createApiToken(ana.actor, { name: 'kiln' });
	const text = JSON.stringify(await exportAccount(ana.actor));
	for (const known of [ana.actor.username, ana.email, ana.actor.sessionId!, 'kiln'])
		expect(text).toContain(known);
	for (const secret of ['argon2', token, ana.cookie.split('=')[1]!, 'hash'])
		expect(text).not.toContain(secret);
});
