import { expect, test } from '@playwright/test';
import { openMarket, type Market } from '#testing/market/open-market.ts';
import type { ApiAnswer } from '#testing/market/browser.ts';
import { buy, GHENT, GOOD_CARD, joinMarket, listProduct } from '#testing/market/people.ts';

let market: Market;
test.beforeAll(async () => {
	market = await openMarket({ web: 2, workers: 1 });
});
test.afterAll(async () => {
	await market?.close();
});

test('a hundred people want ten spoons at once: ten get one, ninety are told, none is sold twice', async () => {
	const ana = await joinMarket(market, 'ana');
	const spoon = await listProduct(ana, 'Walnut spoon', { stock: 10 });
	const crowd = await Promise.all(Array.from({ length: 100 }, (_, n) => joinMarket(market, `buyer${n}`)));
	const answers = await Promise.all(crowd.map((buyer, n) => buy(buyer, spoon, { web: n % 2 })));

	const statuses = (status: number) => answers.filter((answer) => answer.status === status);
	expect(statuses(201)).toHaveLength(10);
	expect(statuses(409)).toHaveLength(90);
	for (const { body } of statuses(409)) {
		expect(body).toMatchObject({
			code: 'sold_out',
			status: 409,
			lines: [{ variant_id: spoon.variants[0]!.id, wanted: 1, available: 0 }],
		});
	}
	const seen = await ana.call('GET', `/api/products/${spoon.id}`);
	expect(seen.body.stock).toBe(0);
	expect(await market.settle()).toEqual([]);
	const orders = await market.db.selectFrom('orders').select('status').execute();
	expect(orders.map((order) => order.status)).toEqual(Array.from({ length: 10 }, () => 'paid'));
});

test('the same Idempotency-Key fifty times in parallel is one order and fifty equal answers; another body is refused', async () => {
	const ana = await joinMarket(market, 'ana');
	const bowl = await listProduct(ana, 'Ash-glazed bowl', { stock: 60 });
	const ben = await joinMarket(market, 'ben');
	const answers = await Promise.all(
		Array.from({ length: 50 }, (_, n) => buy(ben, bowl, { key: 'one-click', web: n % 2 })),
	);
	expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
	expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
	const own = await ben.call('GET', '/api/orders');
	expect(own.body.items).toHaveLength(1);

	const other = await buy(ben, bowl, { key: 'one-click', quantity: 2 });
	expect(other).toMatchObject({ status: 422, body: { code: 'key_reused' } });
	// Somebody else's key of the same letters is somebody else's.
	const cleo = await joinMarket(market, 'cleo');
	expect((await buy(cleo, bowl, { key: 'one-click', quantity: 2 })).status).toBe(201);
	expect(await market.settle()).toEqual([]);
});

test('the same thing on two lines is summed before it is claimed', async () => {
	const ana = await joinMarket(market, 'ana');
	const mug = await listProduct(ana, 'Salt-glazed mug', { stock: 3 });
	const ben = await joinMarket(market, 'ben');
	const line = { variant_id: mug.variants[0]!.id, quantity: 2 };
	const order = (items: unknown[]): Promise<ApiAnswer> =>
		ben.call('POST', '/api/orders', { items, shipping_address: GHENT, payment: GOOD_CARD });
	expect(await order([line, line])).toMatchObject({
		status: 409,
		body: { code: 'sold_out', lines: [{ wanted: 4, available: 3 }] },
	});
	expect((await order([line, { ...line, quantity: 1 }])).status).toBe(201);
	expect(await market.settle()).toEqual([]);
});
