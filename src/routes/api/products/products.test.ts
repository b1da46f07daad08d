import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { findProducts } from '#catalog/server/queries.ts';
import { listProduct, signUp, type Person } from '#testing/cast.ts';
import { GET as list, POST as create } from './+server.ts';
import { DELETE as remove, GET as read, PUT as change } from './[id]/+server.ts';

const good = { name: 'A jug', description: 'Pours well.', price: 3200, category: 'ceramics', stock: 2 };

type Call = { body?: unknown; query?: string; id?: string; as?: Person };

async function call(handler: typeof list, { body, query = '', id, as }: Call = {}) {
	const url = new URL(`http://localhost/api/products${id ? `/${id}` : ''}${query}`);
	const request = new Request(url, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		}),
	});
	const locals = { actor: as?.actor ?? null, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: { id }, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : null };
}

test('a product is written, read, changed and removed', async () => {
	const ana = await signUp('ana');
	const made = await call(create, { body: good, as: ana });
	expect(made).toMatchObject({ status: 201, body: { name: 'A jug', seller_id: ana.actor.id, stock: 2 } });
	const { id } = made.body;
	expect((await call(read, { id })).body).toEqual(made.body);
	const changed = await call(change, { id, body: { price: 3300, stock: 5 }, as: ana });
	expect(changed).toMatchObject({ status: 200, body: { price: { amount: 3300 }, stock: 5, name: 'A jug' } });
	expect((await call(remove, { id, as: ana })).status).toBe(204);
	expect((await call(read, { id })).status).toBe(404);
	expect((await call(change, { id, body: { stock: 1 }, as: ana })).status).toBe(404);
});

test('nobody writes without signing in, and nobody touches another’s', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const { id } = await listProduct(ana);
	expect((await call(create, { body: good })).status).toBe(401);
	expect((await call(change, { id, body: { stock: 1 } })).status).toBe(401);
	expect((await call(change, { id, body: { stock: 1 }, as: ben })).status).toBe(404);
	expect((await call(remove, { id, as: ben })).status).toBe(404);
	expect((await call(read, { id: 'not-an-id' })).status).toBe(404);
});

const numbers = ['-1', '1.5', '1e309', '9007199254740992', '"12"', 'null', 'true', '[]', '{}', '""'];
const texts = ['""', '"   "', '"a\\u0000b"', '"\\ud800"', '1', 'null', '[]', `"${'x'.repeat(20_000)}"`];
const bad: [string, string][] = [
	...numbers.map((value): [string, string] => ['stock', value]),
	...[...numbers, '0', '10000001', '{"amount":1.5,"currency":"EUR"}', '{"amount":5,"currency":"USD"}'].map(
		(value): [string, string] => ['price', value],
	),
	...texts.map((value): [string, string] => ['name', value]),
	...texts.map((value): [string, string] => ['description', value]),
	['category', '"no-such-row"'],
	['category', '0'],
	['seller_id', '"somebody else"'],
	['constructor', '{"admin":true}'],
	['__proto__', '{"admin":true}'],
	['variants', '[]'],
];

test.each(bad)('a new product with %s %s is refused by that field', async (field, value) => {
	const ana = await signUp('ana');
	const body = `{${Object.entries(good)
		.filter(([key]) => key !== field)
		.map(([key, other]) => `"${key}":${JSON.stringify(other)}`)
		.join(',')},"${field}":${value}}`;
	const answer = await call(create, { body, as: ana });
	expect(answer.status).toBe(422);
	expect(Object.keys(answer.body.errors).some((path) => path.startsWith(field))).toBe(true);
	expect((await findProducts({ shop: ana.actor.username })).items).toEqual([]);
});

test.each([
	['min_price', '-1'],
	['min_price', '1.5'],
	['max_price', '1e309'],
	['max_price', '9007199254740992'],
	['limit', '0'],
	['limit', '101'],
	['limit', ''],
	['sort', 'best'],
	['in_stock', 'yes'],
	['cursor', 'forged'],
	['cursor', Buffer.from('["newest","2026-01-01T00:00:00.000Z","; drop table"]').toString('base64url')],
	['cursor', Buffer.from('["price_asc",1,"01ka0000000000000000000001"]').toString('base64url')],
	['q', '%00'],
	['category', '../x'],
	['nonsense', '1'],
])('a list asked with %s=%s is refused by that field', async (field, value) => {
	const answer = await call(list, { query: `?${field}=${value}` });
	expect(answer.status).toBe(422);
	expect(Object.keys(answer.body.errors)).toEqual([field]);
});
