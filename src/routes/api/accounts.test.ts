import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { authenticate } from '#accounts/server/authenticate.ts';
import { findUser } from '#accounts/server/queries.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { signUp, someAddress } from '#testing/cast.ts';
import { POST as logIn } from './login/+server.ts';
import { POST as logOut } from './logout/+server.ts';
import { GET as me } from './me/+server.ts';
import { POST as register } from './register/+server.ts';

type Sent = { body?: string; type?: string; cookie?: string; address?: string };

async function ask(handler: RequestHandler, { body, type = 'application/json', cookie = '', address }: Sent) {
	const url = new URL('http://localhost/api/accounts');
	const headers = { 'content-type': type, cookie };
	const request = new Request(url, body === undefined ? { headers } : { method: 'POST', headers, body });
	const { actor } = await authenticate(request.headers);
	const locals = { actor, requestId: 'test', address: address ?? someAddress() };
	const answer = await handler({ request, url, params: {}, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return {
		status: answer.status,
		setCookie: answer.headers.get('set-cookie'),
		retryAfter: answer.headers.get('retry-after'),
		type: answer.headers.get('content-type'),
		body: text ? JSON.parse(text) : null,
	};
}
const json = (value: unknown, more: Omit<Sent, 'body'> = {}) => ({ body: JSON.stringify(value), ...more });
const somebody = () => {
	const username = `Ana-${newId().slice(-12)}`;
	return { username, email: `${username}@example.test`, password: 'a bowl of warm clay' };
};

test('register, who am I, sign out, sign in', async () => {
	const ana = somebody();
	const made = await ask(register, json(ana));
	expect(made.status).toBe(201);
	expect(made.body).toMatchObject({
		username: ana.username,
		email: ana.email.toLowerCase(),
		email_verified: false,
		role: 'user',
	});
	expect(JSON.stringify(made.body)).not.toMatch(/password|hash|version|status/);
	const cookie = made.setCookie!.split(';')[0]!;
	expect((await ask(me, { cookie })).body).toEqual(made.body);
	const out = await ask(logOut, { cookie, body: '' });
	expect([out.status, out.setCookie]).toEqual([204, expect.stringContaining('Max-Age=0')]);
	expect((await ask(me, { cookie })).status).toBe(401);
	const back = await ask(logIn, json({ email: ` ${ana.email.toUpperCase()} `, password: ana.password }));
	expect(back.status).toBe(200);
	expect(back.body).toEqual(made.body);
	expect((await ask(me, { cookie: back.setCookie!.split(';')[0]! })).status).toBe(200);
});

test('a taken name or address is named, in whatever case it is written', async () => {
	const ana = somebody();
	await ask(register, json(ana));
	const again = await ask(register, json({ ...ana, username: ana.username.toUpperCase() }));
	expect(again).toMatchObject({
		status: 422,
		setCookie: null,
		body: { code: 'invalid_input', errors: { username: expect.any(String), email: expect.any(String) } },
	});
	// Not the same address: these differ where a lenient collation would see none.
	const other = somebody();
	await ask(register, json({ ...other, email: `josé-${other.email}` }));
	expect((await ask(register, json({ ...somebody(), email: `jose-${other.email}` }))).status).toBe(201);
});

test('the same name by ten at once is had by one', async () => {
	const ana = somebody();
	const tries = Array.from({ length: 10 }, (_, n) =>
		ask(register, json({ ...ana, email: `${n}-${ana.email}` })),
	);
	const answers = await Promise.all(tries);
	expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, ...Array<number>(9).fill(422)]);
});

const texts = [
	'1',
	'1.5',
	'0',
	'null',
	'true',
	'[]',
	'{}',
	'""',
	'"   "',
	'"a\\u0000bcdefghijk"',
	'"\\ud800abcdefghij"',
	'["a"]',
];
const bad: [string, string][] = [
	...texts.map((value): [string, string] => ['username', value]),
	...[
		'"ab"',
		'"-ana"',
		'"ana ben"',
		'"añañaña"',
		`"${'a'.repeat(33)}"`,
		'"admin"',
		'"Support"',
		'"gone-1"',
		'"ana\\n"',
	].map((value): [string, string] => ['username', value]),
	...texts.map((value): [string, string] => ['email', value]),
	...[
		'"ana"',
		'"ana@"',
		'"@example.test"',
		'"ana@example"',
		'"a@b@example.test"',
		'"ana@example.test\\r\\nBcc: all@example.test"',
		'"Ana <ana@example.test>"',
		'"ana@example.test,ben@example.test"',
		`"${'a'.repeat(300)}@example.test"`,
		`"${'a'.repeat(100_000)}@"`,
	].map((value): [string, string] => ['email', value]),
	...texts.map((value): [string, string] => ['password', value]),
	...['"nine char"', '"password123"', '"QWERTYUIOP"', '"aaaaaaaaaaaa"', `"${'a b'.repeat(50)}"`].map(
		(value): [string, string] => ['password', value],
	),
	...[
		'role',
		'status',
		'email_verified',
		'email_verified_at',
		'id',
		'version',
		'constructor',
		'toString',
		'__proto__',
	].map((field): [string, string] => [field, '"admin"']),
];

test.each(bad)(
	'registering with %s %s is refused by that field, and nothing is written',
	async (field, value) => {
		const ana: Record<string, string> = somebody();
		const fields = Object.entries(ana).filter(([key]) => key !== field);
		const body = `{${fields.map(([key, good]) => `"${key}":${JSON.stringify(good)},`).join('')}"${field}":${value}}`;
		const answer = await ask(register, { body });
		expect(answer).toMatchObject({ status: 422, type: 'application/problem+json', setCookie: null });
		expect(Object.keys(answer.body.errors)).toEqual([field]);
		const written = db.selectFrom('users').select('id').where('username', '=', ana['username']!);
		expect(await written.execute()).toEqual([]);
	},
);

test('what is no object, no JSON, no UTF-8 or no end is refused before it is read', async () => {
	for (const [body, type, status] of [
		['', 'application/json', 400],
		['{', 'application/json', 400],
		['{}', 'text/plain', 415],
		['username=ana', 'application/x-www-form-urlencoded', 415],
		['null', 'application/json', 422],
		['[]', 'application/json', 422],
		['"ana"', 'application/json', 422],
		[`{"username":"${'a'.repeat(300_000)}"}`, 'application/json', 413],
	] as const)
		for (const handler of [register, logIn])
			expect((await ask(handler, { body, type })).status, `${type} ${body.slice(0, 20)}`).toBe(status);
});

test('a password that equals the own name or address is refused', async () => {
	const name = `ana-${newId().slice(-12)}`;
	for (const password of [name, name.toUpperCase(), `${name}@example.test`]) {
		const answer = await ask(register, json({ username: name, email: `${name}@example.test`, password }));
		expect(answer.body.errors, password).toEqual({ password: expect.any(String) });
	}
});

test('signing in tells neither eye nor clock who has an account', async () => {
	const ana = await signUp('ana');
	const attempt = async (email: string) => {
		const began = performance.now();
		const answer = await ask(logIn, json({ email, password: 'not the password' }));
		return { answer, ms: performance.now() - began };
	};
	await attempt('first-of-all@example.test');
	// In turns, so that a moment in which the machine is busy falls on both.
	const [wrong, unknown] = [[await attempt(ana.email)], [await attempt(`nobody-${ana.email}`)]];
	for (let n = 0; n < 6; n++) {
		wrong.push(await attempt(ana.email));
		unknown.push(await attempt(`nobody-${n}-${ana.email}`));
	}
	for (const { answer } of [...wrong, ...unknown]) expect(answer).toEqual(wrong[0]!.answer);
	expect(wrong[0]!.answer).toMatchObject({
		status: 401,
		setCookie: null,
		body: { code: 'wrong_credentials' },
	});
	const quickest = (tries: { ms: number }[]) => Math.min(...tries.map(({ ms }) => ms));
	// Without the hash that is checked for nobody, this would be ten times quicker.
	expect(quickest(unknown)).toBeGreaterThan(quickest(wrong) * 0.5);
});

test('ten wrong passwords from one place shut that place out, not the owner elsewhere', async () => {
	const ana = await signUp('ana');
	const thief = { address: someAddress() };
	const guess = (password: string, from: { address: string }) =>
		ask(logIn, json({ email: ana.email, password }, from));
	for (let n = 0; n < 10; n++) expect((await guess(`guess number ${n}`, thief)).status).toBe(401);
	const shut = await guess(ana.password, thief);
	expect(shut).toMatchObject({ status: 429, setCookie: null, body: { code: 'too_many_requests' } });
	expect(Number(shut.retryAfter)).toBeGreaterThan(0);
	const home = { address: someAddress() };
	for (let n = 0; n < 9; n++) await guess(`was it number ${n}`, home);
	expect((await guess(ana.password, home)).status).toBe(200);
	// She has shown that it is she: her slips are forgotten.
	for (let n = 0; n < 9; n++) expect((await guess(`was it number ${n}`, home)).status).toBe(401);
});

test('twenty accounts an hour from one network, whichever of its addresses', async () => {
	const network = someAddress().replace('::1', '');
	const statuses = [];
	for (let n = 0; n < 21; n++)
		statuses.push((await ask(register, json(somebody(), { address: `${network}::${n + 1}` }))).status);
	expect(statuses).toEqual([...Array<number>(20).fill(201), 429]);
});

test('nobody makes themselves an admin', async () => {
	const ana = await signUp('ana');
	expect((await findUser(ana.actor.id))?.role).toBe('user');
	const answer = await ask(logIn, json({ email: ana.email, password: ana.password, role: 'admin' }));
	expect(answer.status).toBe(422);
	expect(answer.body.errors).toEqual({ role: expect.any(String) });
});
