import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { authenticate } from '#accounts/server/authenticate.ts';
import { createApiToken } from '#accounts/server/create-api-token.ts';
import { GUEST_COOKIE } from '#accounts/server/guest-cookie.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { sign } from '#lib/server/signature.ts';
import { basketSchema } from '#orders/basket-schema.ts';
import { listProduct, passBy, signUp, someAddress } from '#testing/cast.ts';
import { POST as logIn } from '../login/+server.ts';
import { POST as logOut } from '../logout/+server.ts';
import { GET as me } from '../me/+server.ts';
import { POST as sell } from '../products/+server.ts';
import { GET as orders } from '../orders/+server.ts';
import { GET as read } from './+server.ts';
import { DELETE as remove, PUT as set } from './lines/[variant_id]/+server.ts';

type Call = { variant?: string; body?: unknown; cookie?: string; authorization?: string; address?: string };

async function call(handler: RequestHandler, { variant, body, cookie, authorization, address }: Call = {}) {
	const url = new URL('http://localhost/api/basket');
	const headers = {
		...(cookie && { cookie }),
		...(authorization && { authorization }),
		...(body !== undefined && { 'content-type': 'application/json' }),
	};
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const request = new Request(url, { headers, ...(body !== undefined && { method: 'PUT', body: text }) });
	const { actor, guest } = await authenticate(request.headers);
	const set: Record<string, string> = {};
	const cookies = { set: (name: string, value: string) => void (set[name] = value) };
	const locals = { actor, guest, requestId: 'test', address: address ?? someAddress() };
	const params = variant === undefined ? {} : { variant_id: variant };
	const answer = await handler({ request, url, params, locals, cookies } as unknown as RequestEvent);
	const said = await answer.text();
	return {
		status: answer.status,
		cache: answer.headers.get('cache-control'),
		guest: set[GUEST_COOKIE],
		body: said ? JSON.parse(said) : null,
	};
}

async function bowlOf() {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	return { ana, bowl, variant: bowl.variants[0]!.id };
}

test('somebody without an account fills a basket by their cookie, and nobody else sees it', async () => {
	const { variant, bowl } = await bowlOf();
	expect((await call(read)).body).toEqual({ version: 0, pieces: 0, parts: [], saved: [] });
	const first = await call(set, { variant, body: { quantity: 2 } });
	expect(first).toMatchObject({ status: 200, cache: 'private, no-store', body: { pieces: 2, version: 1 } });
	basketSchema.strict().parse(first.body);
	const cookie = `${GUEST_COOKIE}=${first.guest}`;
	const again = await call(set, { variant, body: { quantity: 2 }, cookie });
	expect([again.body, again.guest]).toEqual([first.body, undefined]);
	expect((await call(read, { cookie })).body.parts[0].shops[0].lines[0].title).toBe(bowl.name);
	expect((await call(read, { cookie: (await passBy()).cookie })).body.pieces).toBe(0);
	expect((await call(set, { variant, body: { quantity: 1, saved: true }, cookie })).body).toMatchObject({
		pieces: 0,
		saved: [{ variant_id: variant, quantity: 1 }],
	});
	expect(await call(remove, { variant, cookie })).toMatchObject({ status: 204, cache: 'private, no-store' });
	expect((await call(remove, { variant, cookie })).status).toBe(404);
});

test('a forged cookie is nobody: it reads nothing and is replaced', async () => {
	const { variant } = await bowlOf();
	const { guest, cookie } = await passBy();
	await call(set, { variant, body: { quantity: 2 }, cookie });
	for (const mark of ['', 'x'.repeat(43), sign('order-link', guest.id), sign('guest', newId())]) {
		const forged = `${GUEST_COOKIE}=${guest.id}.${mark}`;
		expect((await call(read, { cookie: forged })).body.pieces).toBe(0);
		expect((await call(remove, { variant, cookie: forged })).status).toBe(404);
		const made = await call(set, { variant, body: { quantity: 1 }, cookie: forged });
		expect(made.guest).toMatch(/^[0-9a-z]{26}\.[\w-]{43}$/);
		expect(made.guest).not.toContain(guest.id);
	}
	expect((await call(read, { cookie })).body.pieces).toBe(2);
});

test('a guest’s cookie is no sign-in', async () => {
	const { cookie } = await passBy();
	for (const handler of [me, orders, sell])
		expect(await call(handler, { cookie, ...(handler === sell && { body: {} }) })).toMatchObject({
			status: 401,
			body: { code: 'not_signed_in' },
		});
});

test('a member has one basket, by session and by token; a token that is no good gets no guest’s', async () => {
	const { variant, ana } = await bowlOf();
	const ben = await signUp('ben');
	const { token } = await createApiToken(ben.actor, { name: 'shopping list' });
	const authorization = `Bearer ${token}`;
	expect(await call(set, { variant, body: { quantity: 1 }, cookie: ben.cookie })).toMatchObject({
		status: 200,
	});
	expect((await call(read, { authorization })).body.pieces).toBe(1);
	expect((await call(set, { variant, body: { quantity: 3 }, authorization })).guest).toBeUndefined();
	expect((await call(read, { cookie: ben.cookie })).body.pieces).toBe(3);
	for (const [handler, more] of [
		[read, {}],
		[set, { variant, body: { quantity: 1 } }],
		[remove, { variant }],
	] as const) {
		const refused = await call(handler, { ...more, authorization: `${authorization}x`, cookie: ben.cookie });
		expect(refused).toMatchObject({ status: 401, body: { code: 'not_signed_in' } });
		expect(refused.guest).toBeUndefined();
	}
	expect(await call(set, { variant, body: { quantity: 1 }, cookie: ana.cookie })).toMatchObject({
		status: 422,
		body: { code: 'own_product' },
	});
});

const WRONG: [unknown, string][] = [
	[{ quantity: -1 }, 'quantity'],
	[{ quantity: 1.5 }, 'quantity'],
	[{ quantity: 1000 }, 'quantity'],
	[{ quantity: 1e300 }, 'quantity'],
	[{ quantity: '2' }, 'quantity'],
	[{ quantity: null }, 'quantity'],
	[{ quantity: [1] }, 'quantity'],
	[{}, 'quantity'],
	[{ quantity: 1, saved: 'yes' }, 'saved'],
	[{ quantity: 1, price: 1 }, 'price'],
	[{ quantity: 1, owner_id: '01' }, 'owner_id'],
	[[], 'body'],
];

test.each(WRONG)('%j is refused by its field, and nothing is written', async (body, field) => {
	const { variant } = await bowlOf();
	const { guest, cookie } = await passBy();
	const refused = await call(set, { variant, body, cookie });
	expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
	expect(Object.keys(refused.body.errors)).toEqual([field]);
	expect(await db.selectFrom('baskets').select('version').where('owner_id', '=', guest.id).execute()).toEqual(
		[],
	);
});

test('what is not there, and what was never one’s own, is 404', async () => {
	const { variant } = await bowlOf();
	const { cookie } = await passBy();
	for (const one of [newId(), 'x', '__proto__', variant.toUpperCase(), `${variant}0`]) {
		expect((await call(set, { variant: one, body: { quantity: 1 }, cookie })).status, one).toBe(404);
		expect((await call(remove, { variant: one, cookie })).status, one).toBe(404);
	}
	expect((await call(remove, { variant, cookie })).status).toBe(404);
	expect((await call(remove, { variant })).status).toBe(404);
});

test('signing in over the API merges, and signing out takes the guest’s cookie along', async () => {
	const { variant } = await bowlOf();
	const [ben, { cookie }] = [await signUp('ben'), await passBy()];
	await call(set, { variant, body: { quantity: 2 }, cookie });
	await call(set, { variant, body: { quantity: 1 }, cookie: ben.cookie });
	const body = { email: ben.email, password: ben.password };
	expect((await call(logIn, { body, cookie })).status).toBe(200);
	expect((await call(read, { cookie: ben.cookie })).body.pieces).toBe(2);
	expect((await call(read, { cookie })).body.pieces).toBe(0);
	expect((await call(logOut, { cookie: `${ben.cookie}; ${cookie}` })).guest).toBe('');
});

test('one network makes so many guests an hour, and no more', async () => {
	const { variant } = await bowlOf();
	const address = someAddress();
	const statuses = new Set<number>();
	for (let n = 0; n < 121; n++)
		statuses.add((await call(set, { variant, body: { quantity: 1 }, address })).status);
	expect([...statuses]).toEqual([200, 429]);
});
