import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { db, transaction } from '#lib/server/db.ts';
import { readAfter, readHead } from '#events/server/tail.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { signUp, someAddress } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { authenticate } from './authenticate.ts';
import { createApiToken } from './create-api-token.ts';
import { hashSecret } from './secrets.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { sessionIsLive } from './queries.ts';
import { reinstateUser, suspendUser } from './steps.ts';

const visit = () => ({ address: someAddress(), userAgent: 'Netscape 4' });
const withCookie = (cookie: string) => authenticate(new Headers({ cookie }));
test('Ana signs up, is known by her cookie, and signs out', async () => {
	const ana = await signUp('ana');
	expect(ana.cookie).toMatch(/^marketday_session=[a-z2-7]{40}$/);
	const { actor, setCookie } = await withCookie(ana.cookie);
	expect(actor).toEqual(ana.actor);
	expect(setCookie).toBeUndefined();
	const { cookie } = await logout(actor);
	expect(cookie.header).toContain('Max-Age=0');
	const after = await withCookie(ana.cookie);
	expect(after.actor).toBeNull();
	expect(after.setCookie).toContain('Max-Age=0');
	expect(await sessionIsLive(ana.actor.sessionId!)).toBe(false);
});

test('the database holds nothing that opens an account', async () => {
	const ana = await signUp('ana');
	const token = ana.cookie.split('=')[1]!;
	const { token: apiToken } = await createApiToken(ana.actor, { name: 'kiln' });
	const rows = JSON.stringify([
		await db.selectFrom('users').selectAll().where('id', '=', ana.actor.id).execute(),
		await db.selectFrom('sessions').selectAll().where('user_id', '=', ana.actor.id).execute(),
		await db.selectFrom('api_tokens').selectAll().where('user_id', '=', ana.actor.id).execute(),
		await db.selectFrom('outbox').selectAll().execute(),
	]);
	expect(rows).toContain(ana.actor.username);
	for (const secret of [token, apiToken, ana.password]) expect(rows).not.toContain(secret);
	expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
	expect(await db.selectFrom('sessions').select('id').where('user_id', '=', ana.actor.id).execute()).toEqual([
		{ id: hashSecret(token) },
	]);
});

test('each sign-in has a new token, whatever cookie came with it', async () => {
	const ana = await signUp('ana');
	const first = await login(ana, visit());
	const second = await login(ana, visit());
	expect(new Set([ana.cookie, first.cookie.value, second.cookie.value]).size).toBe(3);
	expect(second.cookie.header).toMatch(/; HttpOnly/);
	expect(second.cookie.header).toMatch(/; SameSite=Lax/);
	expect(second.cookie.header).toMatch(/; Path=\//);
});

test('a token that is not exactly the token is nobody’s', async () => {
	const { cookie } = await signUp('ana');
	const [name, token] = cookie.split('=') as [string, string];
	const wrong = [
		token.toUpperCase(),
		`${token} `,
		token.slice(0, -1),
		'0',
		'',
		'true',
		'%00',
		`${token}%00`,
		"' or 1=1 -- ",
	];
	for (const value of wrong.filter((other) => other.trim() !== token))
		expect((await withCookie(`${name}=${value}`)).actor, value).toBeNull();
	for (const value of ['Bearer 0', 'Bearer', `Bearer ${token}`, 'Basic YTpi', `Bearer mdt_${'a'.repeat(43)}`])
		expect((await authenticate(new Headers({ authorization: value, cookie }))).actor, value).toBeNull();
});

test('an API token stands for its owner, in its exact case only', async () => {
	const ana = await signUp('ana');
	const { token } = await createApiToken(ana.actor, { name: 'kiln' });
	const by = (value: string) => authenticate(new Headers({ authorization: `Bearer ${value}` }));
	expect((await by(token)).actor).toEqual({ ...ana.actor, sessionId: null });
	const turned = token.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase());
	expect(turned).not.toBe(token);
	expect((await by(turned)).actor).toBeNull();
	expect(await outcomeOf(createApiToken({ ...ana.actor, sessionId: null }, { name: 'more' }))).toBe(
		'forbidden',
	);
});

test('a session left alone for 7 days, or 30 days old, is over', async () => {
	const [idle, old, sliding] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const move = (
		person: typeof idle,
		change: { expires_at?: ReturnType<typeof sql<Date>>; created_at?: ReturnType<typeof sql<Date>> },
	) => db.updateTable('sessions').set(change).where('user_id', '=', person.actor.id).execute();
	await move(idle, { expires_at: sql<Date>`date_sub(now(3), interval 1 second)` });
	await move(old, { created_at: sql<Date>`date_sub(now(3), interval 30 day)` });
	await move(sliding, {
		expires_at: sql<Date>`date_add(now(3), interval 2 day)`,
		created_at: sql<Date>`date_sub(now(3), interval 29 day)`,
	});
	for (const person of [idle, old]) {
		expect((await withCookie(person.cookie)).actor).toBeNull();
		expect(await sessionIsLive(person.actor.sessionId!)).toBe(false);
	}
	const slid = await withCookie(sliding.cookie);
	expect(slid.actor).toEqual(sliding.actor);
	expect(slid.setCookie).toContain(sliding.cookie);
	const row = await db
		.selectFrom('sessions')
		.select(sql<number>`timestampdiff(hour, now(3), expires_at)`.as('hours'))
		.where('user_id', '=', sliding.actor.id)
		.executeTakeFirstOrThrow();
	expect(row.hours).toBeGreaterThan(6 * 24);
});

test('a suspended member is out at once, cannot sign in, and comes back as before', async () => {
	const ana = await signUp('ana');
	const { token } = await createApiToken(ana.actor, { name: 'kiln' });
	while ((await sequenceOnce()) > 0);
	const head = await readHead();
	await transaction((tx) => suspendUser(tx, ana.actor.id, 'sold a cursed bowl'));
	expect((await withCookie(ana.cookie)).actor).toBeNull();
	expect((await authenticate(new Headers({ authorization: `Bearer ${token}` }))).actor).toBeNull();
	expect(await outcomeOf(login(ana, visit()))).toBe('suspended');
	expect(await outcomeOf(login({ ...ana, password: 'not hers at all' }, visit()))).toBe('wrong_credentials');
	expect(await outcomeOf(transaction((tx) => suspendUser(tx, ana.actor.id, 'twice')))).toBe('not_possible');
	await transaction((tx) => reinstateUser(tx, ana.actor.id));
	expect((await withCookie(ana.cookie)).actor).toBeNull();
	expect((await login(ana, visit())).user.username).toBe(ana.actor.username);

	while ((await sequenceOnce()) > 0);
	const told = (await readAfter(head, 1_000)).filter(
		(event) =>
			event.entity_id === ana.actor.id || (event.data as { user_id?: string }).user_id === ana.actor.id,
	);
	expect(
		told.map((event) => [event.type, event.type === 'session.revoked' ? '-' : event.entity_version]),
	).toEqual([
		['session.revoked', '-'],
		['user.suspended', 2],
		['user.reinstated', 3],
	]);
	expect(told[0]!.data).toMatchObject({ session_ids: [ana.actor.sessionId], why: 'suspended' });
});
