import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { checkoutSchema, orderPageSchema, orderSchema } from '#orders/order-schema.ts';
import { ordersOfBuyer } from '#orders/server/queries.ts';
import { anybody, buy, chargeCheckout, listProduct, signUp, someStreet } from '#testing/cast.ts';
import { GET as list, POST as place } from './+server.ts';
import { GET as read } from './[id]/+server.ts';
import { POST as accept } from './[id]/accept/+server.ts';
import { POST as cancel } from './[id]/cancel/+server.ts';
import { POST as complete } from './[id]/complete/+server.ts';
import { POST as pay } from './[id]/pay/+server.ts';
import { POST as ship } from './[id]/ship/+server.ts';

type Call = { body?: unknown; query?: string; id?: string; as?: Actor | null; key?: string };

async function call(handler: typeof list, { body, query = '', id = '', as = null, key }: Call = {}) {
	const url = new URL(`http://localhost/api/orders/${id}${query}`);
	const request = new Request(url, {
		...(body !== undefined && {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		}),
	});
	const locals = { actor: as, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: { id }, locals } as unknown as RequestEvent);
	const text = await answer.text();
	return { status: answer.status, text, body: text ? JSON.parse(text) : null };
}

const onSale = async (stock = 5) => {
	const ana = await signUp('ana');
	const product = await listProduct(ana, { stock });
	return { ana: ana.actor, product_id: product.id };
};

const card = (number = '4242 4242 4242 4242') => ({ method: 'sandbox', card: number });

test('a program buys, and follows its order to the door', async () => {
	const { ana, product_id } = await onSale();
	const ben = anybody();
	const body = {
		items: [{ product_id, quantity: 2 }],
		shipping_address: someStreet,
		payment: card(),
	};
	const placed = await call(place, { body, as: ben, key: 'one' });
	expect(placed.status).toBe(201);
	expect(checkoutSchema.strict().parse(placed.body)).toMatchObject({
		total: { amount: 4900, currency: 'EUR' },
	});
	const again = await call(place, { body, as: ben, key: 'one' });
	expect([again.status, again.text]).toEqual([201, placed.text]);
	const other = await call(place, {
		body: { ...body, payment: card('4000000000000002') },
		as: ben,
		key: 'one',
	});
	expect(other).toMatchObject({ status: 422, body: { code: 'key_reused' } });

	const { id } = placed.body.orders[0];
	await chargeCheckout(placed.body.id);
	const seen = await call(read, { id, as: ben });
	expect(orderSchema.strict().parse(seen.body)).toMatchObject({ status: 'paid', as: 'buyer' });
	expect((await call(accept, { id, as: ana })).body).toMatchObject({ status: 'accepted' });
	const early = await call(complete, { id, as: ben });
	expect(early).toMatchObject({ status: 409, body: { code: 'not_possible', status: 409, allowed: [] } });
	const sent = await call(ship, { id, as: ana, body: { carrier: 'bpost', tracking_code: '3S1' } });
	expect(sent.body).toMatchObject({ status: 'shipped', tracking: { carrier: 'bpost', code: '3S1' } });
	expect((await call(complete, { id, as: ben })).body).toMatchObject({ status: 'completed' });

	const mine = await call(list, { as: ben });
	expect(orderPageSchema.parse(mine.body).items.map((order) => order.id)).toEqual([id]);
	expect((await call(list, { as: ana })).body.items).toEqual([]);
	expect((await call(list, { as: ana, query: '?as=seller' })).body.items).toHaveLength(1);
});

test('the short form buys one thing, to the last address or the sandbox’s', async () => {
	const { product_id } = await onSale();
	const ben = anybody();
	const first = await call(place, { body: { product_id, quantity: 1 }, as: ben });
	expect(first).toMatchObject({ status: 201, body: { payment: { method: 'Card ending 4242' } } });
	const shipped = await call(read, { id: first.body.orders[0].id, as: ben });
	expect(shipped.body.shipping_address).toMatchObject({ name: 'Sandbox buyer', country: 'BE' });
	await buy(ben, [{ product_id, quantity: 1 }]);
	const third = await call(place, { body: { product_id, quantity: 1 }, as: ben });
	expect((await call(read, { id: third.body.orders[0].id, as: ben })).body.shipping_address).toEqual(
		someStreet,
	);
});

test('orders come page by page', async () => {
	const { product_id } = await onSale();
	const ben = anybody();
	for (let n = 0; n < 3; n++) await buy(ben, [{ product_id, quantity: 1 }]);
	const first = await call(list, { as: ben, query: '?limit=2' });
	const rest = await call(list, { as: ben, query: `?limit=2&cursor=${first.body.next_cursor}` });
	expect([first.body.items.length, rest.body.items.length, rest.body.next_cursor]).toEqual([2, 1, null]);
	for (const query of ['?limit=0', '?limit=1e1', '?cursor=x', '?cursor=', '?mine=1', '?limit=1&limit=2'])
		expect((await call(list, { as: ben, query })).status).toBe(422);
});

test('nobody does anything with another’s order', async () => {
	const { ana, product_id } = await onSale();
	const ben = anybody();
	const { orders } = await buy(ben, [{ product_id, quantity: 1 }]);
	const id = orders[0]!.id;
	const deeds: [typeof list, unknown][] = [
		[read, undefined],
		[accept, {}],
		[ship, { carrier: 'x' }],
		[complete, {}],
		[cancel, { reason: 'x' }],
		[pay, { payment: card() }],
	];
	for (const [deed, body] of deeds) {
		expect((await call(deed, { id, body, as: anybody() })).status).toBe(404);
		expect((await call(deed, { id: 'x', body, as: ben })).status).toBe(404);
		expect((await call(deed, { id, body })).status).toBe(401);
	}
	// The seller does not pay for the buyer, and must say why an order is cancelled.
	expect((await call(pay, { id, body: { payment: card() }, as: ana })).status).toBe(404);
	expect((await call(cancel, { id, body: {}, as: ana })).body.errors).toEqual({
		reason: 'Tell the buyer why',
	});
	expect((await call(place, { body: { product_id, quantity: 1 } })).status).toBe(401);
	expect((await call(list)).status).toBe(401);
});

const quantities = [
	'-1',
	'0',
	'1.5',
	'"1e3"',
	'"1"',
	'1e309',
	'9007199254740992',
	'1000',
	'null',
	'[]',
	'{}',
	'"１"',
	'true',
];
const thing = '"01arz3ndektsv4rrffq69g5fav"';
const bodies = [
	...quantities.map((value) => `{"product_id":"PRODUCT","quantity":${value}}`),
	...quantities.map((value) => `{"items":[{"product_id":"PRODUCT","quantity":${value}}]}`),
	'null',
	'[]',
	'{}',
	'1',
	'"x"',
	'{"product_id":"PRODUCT"}',
	'{"quantity":1}',
	'{"items":[]}',
	'{"items":null}',
	'{"items":{}}',
	'{"items":[null]}',
	'{"items":[{"quantity":1}]}',
	`{"items":[{"product_id":"PRODUCT","variant_id":${thing},"quantity":1}]}`,
	'{"items":[{"product_id":"PRODUCT","quantity":1}],"quantity":1}',
	`{"product_id":${thing},"quantity":1}`,
	'{"product_id":"x","quantity":1}',
	'{"product_id":0,"quantity":1}',
	'{"product_id":["PRODUCT"],"quantity":1}',
	'{"product_id":"PRODUCT","quantity":1,"price":1}',
	'{"product_id":"PRODUCT","quantity":1,"total":{"amount":1,"currency":"EUR"}}',
	'{"product_id":"PRODUCT","quantity":1,"__proto__":{"x":1}}',
	'{"items":[{"product_id":"PRODUCT","quantity":1,"unit_price":1}]}',
	'{"product_id":"PRODUCT","quantity":1,"payment":{"method":"sandbox","card":"4111111111111111"}}',
	'{"product_id":"PRODUCT","quantity":1,"payment":{"method":"sandbox","card":4242424242424242}}',
	'{"product_id":"PRODUCT","quantity":1,"payment":{"method":"gold","card":"4242424242424242"}}',
	'{"product_id":"PRODUCT","quantity":1,"payment":null}',
	'{"product_id":"PRODUCT","quantity":1,"shipping_address":{}}',
	`{"product_id":"PRODUCT","quantity":1,"shipping_address":${JSON.stringify({ ...someStreet, country: 'XX' })}}`,
	`{"product_id":"PRODUCT","quantity":1,"shipping_address":${JSON.stringify({ ...someStreet, name: 'a\0b' })}}`,
	`{"product_id":"PRODUCT","quantity":1,"shipping_address":${JSON.stringify({ ...someStreet, city: 'x'.repeat(81) })}}`,
	`{"product_id":"PRODUCT","quantity":1,"shipping_address":${JSON.stringify({ ...someStreet, floor: '3' })}}`,
	`{"items":[${Array.from({ length: 51 }, () => '{"product_id":"PRODUCT","quantity":1}').join()}]}`,
];

test('bad input is refused by field, and nothing is bought', async () => {
	const { product_id } = await onSale();
	const ben = anybody();
	for (const template of bodies) {
		const answer = await call(place, { body: template.replaceAll('PRODUCT', product_id), as: ben });
		expect([template.slice(0, 200), answer.status, answer.body.code]).toEqual([
			template.slice(0, 200),
			422,
			'invalid_input',
		]);
		expect(Object.keys(answer.body.errors).length).toBeGreaterThan(0);
		expect(answer.text).not.toContain('4111');
	}
	for (const key of ['', ' ', 'x'.repeat(256), 'a b'])
		expect((await call(place, { body: { product_id, quantity: 1 }, as: ben, key })).status).toBe(422);
	expect((await call(place, { body: '{"product_id"', as: ben })).status).toBe(400);
	expect((await ordersOfBuyer(ben.id)).items).toEqual([]);
});
