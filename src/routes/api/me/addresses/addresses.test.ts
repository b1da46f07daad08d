import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { authenticate } from '#accounts/server/authenticate.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { newId } from '#lib/ids.ts';
import { signUp, someStreet, type Person } from '#testing/cast.ts';
import { DELETE, PUT } from './[id]/+server.ts';
import { GET, POST } from './+server.ts';

async function ask(
	handler: RequestHandler,
	{ by, id, body }: { by?: Person; id?: string; body?: unknown } = {},
) {
	const url = new URL('http://localhost/api/me/addresses');
	const headers = { 'content-type': 'application/json', cookie: by?.cookie ?? '' };
	const request = new Request(
		url,
		body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
	);
	const { actor } = await authenticate(request.headers);
	const locals = { actor, requestId: 'test' };
	const answer = await handler({ request, url, params: id ? { id } : {}, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : null };
}

test('an address is written down, changed, made the default and removed', async () => {
	const ben = await signUp('ben');
	const made = await ask(POST, { by: ben, body: { ...someStreet, label: 'Home' } });
	expect(made).toMatchObject({ status: 201, body: { ...someStreet, label: 'Home', is_default: true } });
	const austin = { ...someStreet, city: 'Austin', postal_code: '787011234', region: 'texas', country: 'US' };
	const other = await ask(POST, { by: ben, body: austin });
	expect(other.body).toMatchObject({ postal_code: '78701-1234', region: 'TX', is_default: false });
	const put = { by: ben, id: other.body.id, body: { ...austin, is_default: true } };
	expect(await ask(PUT, put)).toMatchObject({ status: 200, body: { is_default: true } });
	const list = await ask(GET, { by: ben });
	expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([other.body.id, made.body.id]);
	expect((await ask(DELETE, { by: ben, id: other.body.id })).status).toBe(204);
	expect((await ask(DELETE, { by: ben, id: other.body.id })).status).toBe(404);
	expect((await ask(GET, { by: ben })).body.items).toMatchObject([{ id: made.body.id, is_default: true }]);
});

test('a stranger’s book is not there, and nobody’s is nobody’s', async () => {
	const [ben, cleo] = [await signUp('ben'), await signUp('cleo')];
	const { id } = (await ask(POST, { by: ben, body: someStreet })).body;
	for (const foreign of [id, newId(), 'x', '../../me'])
		expect([
			(await ask(PUT, { by: cleo, id: foreign, body: someStreet })).status,
			(await ask(DELETE, { by: cleo, id: foreign })).status,
		]).toEqual([404, 404]);
	expect((await ask(GET, { by: cleo })).body).toEqual({ items: [] });
	for (const [handler, asked] of [
		[GET, {}],
		[POST, { body: someStreet }],
		[PUT, { id, body: someStreet }],
		[DELETE, { id }],
	] as const)
		expect((await ask(handler, asked)).status).toBe(401);
	expect(await addressesOf(ben.actor.id)).toHaveLength(1);
});

const bad: [object, string[]][] = [
	[{ country: 'XX' }, ['country']],
	[{ country: 5 }, ['country']],
	[{ country: 'be' }, ['country']],
	[{ country: '__proto__' }, ['country']],
	[{ name: '' }, ['name']],
	[{ line1: 'a\nb' }, ['line1']],
	[{ line1: 'x'.repeat(121) }, ['line1']],
	[{ postal_code: '90000' }, ['postal_code']],
	[{ postal_code: 9000 }, ['postal_code']],
	[{ postal_code: undefined, city: undefined }, ['city', 'postal_code']],
	[{ country: 'US', name: '' }, ['name', 'postal_code', 'region']],
	[{ region: ['x'] }, ['region']],
	[{ label: 'x'.repeat(41) }, ['label']],
	[{ is_default: 'true' }, ['is_default']],
	[{ user_id: newId() }, ['user_id']],
	[{ id: newId() }, ['id']],
];
test.each(bad)('%o is refused by field, and nothing is written', async (change, fields) => {
	const ben = await signUp('ben');
	const body = { ...someStreet, ...change };
	const answer = await ask(POST, { by: ben, body });
	expect([answer.status, Object.keys(answer.body.errors).toSorted()]).toEqual([422, fields]);
	const { id } = (await ask(POST, { by: ben, body: someStreet })).body;
	expect((await ask(PUT, { by: ben, id, body })).status).toBe(422);
	expect(await addressesOf(ben.actor.id)).toMatchObject([someStreet]);
});
