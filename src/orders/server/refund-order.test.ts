import { expect, test } from 'vitest';
import { balanceOfShop, statementOfShop } from '#payments/server/queries/statement.ts';
import { payOutOrder } from '#payments/server/pay-out-order.ts';
import { setPayoutAccount } from '#shops/server/set-payout-account.ts';
import { checkPromises } from '#activity/server/check-promises.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, buy, chargeCheckout, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { accountsOf, payBack } from '#testing/money.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { acceptOrder } from './accept-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { completeOrder } from './complete-order.ts';
import { findOrder } from './queries.ts';
import { findCheckout } from './queries/open-checkout.ts';
import { refundOrder } from './refund-order.ts';
import { shipOrder } from './ship-order.ts';

const reason = 'It cracked in the kiln';

/** Nothing of these ids breaks a promise of the books. */
async function booksHold(...ids: string[]): Promise<void> {
	const broken = await checkPromises({ limit: 10_000 });
	const ours = broken.filter(
		({ id, offenders }) =>
			/^[LOPS]/.test(id) &&
			offenders.some(({ who, what }) => ids.some((mine) => `${who} ${what}`.includes(mine))),
	);
	expect(ours).toEqual([]);
}

async function oneOrder({ quantity = 3, price = 1000 } = {}) {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 9, price });
	const ben = anybody();
	const { id: checkoutId, orders } = await buy(ben, [{ product_id: bowl.id, quantity }]);
	const [order] = orders;
	const variantId = bowl.variants[0]!.id;
	const line = order!.items[0]!.line_id;
	return { ana: ana.actor, ben, id: order!.id, checkoutId, variantId, line, shop: order!.shop.id };
}

test('X ships in part, Y cancels, Z refunds a line; each is right alone, and all of it adds up', async () => {
	const [x, y, z] = [await signUp('xenia'), await signUp('yara'), await signUp('zoe')];
	const ofX = await listProduct(x, { price: 1000, stock: 5 });
	const ofY = await listProduct(y, { price: 2500, stock: 5 });
	const ofZ = await listProduct(z, { price: 333, stock: 5 });
	const second = await listProduct(z, { price: 1700, stock: 5 });
	const ben = anybody();
	const checkout = await buy(ben, [
		{ product_id: ofX.id, quantity: 3 },
		{ product_id: ofY.id, quantity: 1 },
		{ product_id: ofZ.id, quantity: 3 },
		{ product_id: second.id, quantity: 1 },
	]);
	const orderOf = (product: { id: string }) =>
		checkout.orders.find((order) => order.items.some((item) => item.product_id === product.id))!;
	const [atX, atY, atZ] = [orderOf(ofX), orderOf(ofY), orderOf(ofZ)];
	expect((await findCheckout(ben, checkout.id)).state).toBe('paid');

	await acceptOrder(x.actor, atX.id);
	await shipOrder(x.actor, atX.id, {
		carrier: 'bpost',
		tracking_code: 'X-1',
		lines: [{ line_id: atX.items[0]!.line_id, quantity: 2 }],
	});
	await cancelOrder(y.actor, atY.id, reason);
	const cracked = atZ.items.find((item) => item.product_id === ofZ.id)!;
	await refundOrder(z.actor, atZ.id, {
		lines: [{ line_id: cracked.line_id, quantity: 2, restock: true }],
		reason,
	});

	expect(await findOrder(ben, atX.id)).toMatchObject({
		status: 'part_shipped',
		items: [{ quantity: 3, shipped: 2, to_ship: 1, refunded: 0 }],
		shipments: [{ n: 1, tracking_code: 'X-1' }],
		refund: null,
	});
	expect(await findOrder(ben, atY.id)).toMatchObject({
		status: 'cancelled',
		refund: { amount: { amount: 2500 } },
	});
	const seen = await findOrder(ben, atZ.id);
	expect(seen).toMatchObject({ status: 'paid', refund: { amount: { amount: 666 }, status: 'pending' } });
	expect(seen.items.find((item) => item.product_id === ofZ.id)).toMatchObject({ refunded: 2, to_ship: 1 });
	expect((await findCheckout(ben, checkout.id)).state).toBe('part_shipped');

	for (const { id } of [atX, atY, atZ]) await payBack(id);
	// 5 % of 3000, of one 333 that stays (17 of 50 for three, cumulative), and of 1700.
	const total = 3000 + 2500 + 999 + 1700;
	const accounts = await accountsOf(checkout.id);
	expect(accounts).toMatchObject({ provider: total - 2500 - 666, buyers: 0 });
	expect(accounts['market']).toBe(-(150 + 17 + 85));
	expect(Object.values(accounts).reduce((sum, one) => sum + one, 0)).toBe(0);
	const variants = [ofX, ofY, ofZ, second].map((product) => product.variants[0]!.id);
	expect((await booksAreRight(variants)).map((row) => row.on_hand)).toEqual([2, 5, 4, 4]);

	await shipOrder(x.actor, atX.id, { carrier: 'bpost', tracking_code: 'X-2' });
	await acceptOrder(z.actor, atZ.id);
	await shipOrder(z.actor, atZ.id, { carrier: 'by hand' });
	const sent = await findOrder(ben, atZ.id);
	expect(sent.shipments[0]!.lines.map((line) => line.quantity).sort()).toEqual([1, 1]);
	expect((await findCheckout(ben, checkout.id)).state).toBe('shipped');
	await booksHold(atX.id, atY.id, atZ.id, checkout.id, ...variants);
});

test('nothing goes back twice: of two refunds at once one wins, or both fit', async () => {
	const { ana, id, line, checkoutId, variantId } = await oneOrder();
	const lines = [{ line_id: line, quantity: 2, restock: true }];
	await acceptOrder(ana, id);
	await shipOrder(ana, id, { carrier: 'bpost' });
	const both = await Promise.all([
		outcomeOf(refundOrder(ana, id, { lines, reason })),
		outcomeOf(refundOrder(ana, id, { lines, reason })),
	]);
	expect(both.sort()).toEqual(['done', 'invalid_input']);
	const last = [{ line_id: line, quantity: 1 }];
	expect(await outcomeOf(refundOrder(ana, id, { lines: last, reason }))).toBe('done');
	expect(await outcomeOf(refundOrder(ana, id, { lines: last, reason }))).toBe('invalid_input');
	await payBack(id);
	expect(await accountsOf(checkoutId)).toMatchObject({ provider: 0, buyers: 0, shop: 0, market: 0 });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 8, held: 0 }]);
	await booksHold(id, checkoutId, line);
});

test('the same key is the same refund; a refund and a cancellation at once give the whole back once', async () => {
	const { ana, ben, id, line, checkoutId, variantId } = await oneOrder();
	const ask = { lines: [{ line_id: line, quantity: 1, restock: true }], reason };
	await Promise.all([refundOrder(ana, id, ask, 'once'), refundOrder(ana, id, ask, 'once')]);
	await refundOrder(ana, id, ask, 'once');
	expect((await findOrder(ben, id)).refunds).toHaveLength(1);
	await Promise.all([outcomeOf(refundOrder(ana, id, ask)), outcomeOf(cancelOrder(ben, id))]);
	expect(await findOrder(ben, id)).toMatchObject({
		status: 'cancelled',
		refund: { amount: { amount: 3000 } },
	});
	await payBack(id);
	expect(await accountsOf(checkoutId)).toMatchObject({ provider: 0, buyers: 0, shop: 0 });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 9, held: 0 }]);
	await booksHold(id, checkoutId, line);
});

test('what cannot be given back is said by line, and nothing is written', async () => {
	const { ana, ben, id, line } = await oneOrder();
	const other = await oneOrder();
	const refusal = async (lines: { line_id: string; quantity: number }[], shipping?: boolean | number) => {
		const input = { lines, ...(shipping !== undefined && { shipping }), reason };
		return await refundOrder(ana, id, input).then(
			() => null,
			(error: { code: string; data: object }) => [error.code, error.data],
		);
	};
	expect(await refusal([{ line_id: line, quantity: 4 }])).toEqual([
		'invalid_input',
		{ errors: { 'lines.0.quantity': 'At most 3 can be refunded' } },
	]);
	expect(await refusal([{ line_id: other.line, quantity: 1 }])).toMatchObject([
		'invalid_input',
		{ errors: { 'lines.0.line_id': expect.any(String) } },
	]);
	expect(await refusal([], 1)).toMatchObject(['invalid_input', { errors: { shipping: expect.any(String) } }]);
	expect(await refusal([], true)).toMatchObject(['invalid_input', { errors: { lines: expect.any(String) } }]);
	// All of what was not begun: that is a cancellation.
	expect(await refusal([{ line_id: line, quantity: 3 }])).toMatchObject([
		'not_possible',
		{ order_status: 'paid', allowed: ['accept', 'cancel'] },
	]);
	const one = { lines: [{ line_id: line, quantity: 1 }], reason };
	expect(await outcomeOf(refundOrder(ben, id, one))).toBe('not_found');
	expect(await outcomeOf(refundOrder(other.ana, id, one))).toBe('not_found');
	expect((await findOrder(ben, id)).refunds).toEqual([]);
});

test('nothing is refunded before the money is there', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { price: 1000 });
	const checkout = await placeOrderFor(anybody(), [{ product_id: bowl.id, quantity: 2 }]);
	const [order] = checkout.orders;
	const ask = { lines: [{ line_id: order!.items[0]!.line_id, quantity: 1 }], reason };
	// The capture and the refund at once: the refund comes before it and is not possible, or after it and fits.
	const [, outcome] = await Promise.all([
		chargeCheckout(checkout.id),
		outcomeOf(refundOrder(ana.actor, order!.id, ask)),
	]);
	expect(['done', 'not_found', 'not_possible']).toContain(outcome);
	await payBack(order!.id);
	await booksHold(order!.id, checkout.id);
});

test('when what was left to send is refunded, the order is on its way', async () => {
	const { ana, ben, id, line, checkoutId } = await oneOrder();
	await acceptOrder(ana, id);
	await shipOrder(ana, id, { carrier: 'bpost', lines: [{ line_id: line, quantity: 1 }] });
	expect(await outcomeOf(cancelOrder(ana, id, reason))).toBe('not_possible');
	expect(
		await outcomeOf(shipOrder(ana, id, { carrier: 'bpost', lines: [{ line_id: line, quantity: 3 }] })),
	).toBe('invalid_input');
	await refundOrder(ana, id, { lines: [{ line_id: line, quantity: 2, restock: true }], reason });
	const order = await findOrder(ben, id);
	expect(order).toMatchObject({ status: 'shipped', items: [{ shipped: 1, refunded: 2, to_ship: 0 }] });
	expect(order.history.at(-1)).toMatchObject({ to: 'shipped', by: 'market' });
	// The piece that was sent comes back, too.
	await refundOrder(ana, id, { lines: [{ line_id: line, quantity: 1 }], reason });
	await payBack(id);
	expect(await accountsOf(checkoutId)).toMatchObject({ provider: 0, buyers: 0, shop: 0, market: 0 });
	await booksHold(id, checkoutId, line);
});

test('a shop is paid out once per complete order, less what older refunds took', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 9, price: 1000 });
	const ben = anybody();
	const complete = async (quantity: number) => {
		const { orders } = await buy(ben, [{ product_id: bowl.id, quantity }]);
		const [order] = orders;
		await acceptOrder(ana.actor, order!.id);
		await shipOrder(ana.actor, order!.id, { carrier: 'bpost' });
		await completeOrder(ben, order!.id);
		return { id: order!.id, shop: order!.shop.id, line: order!.items[0]!.line_id };
	};
	const first = await complete(2);
	const shop = { id: first.shop, currency: 'EUR' };
	await payOutOrder({ order_id: first.id });
	expect(await balanceOfShop(shop)).toMatchObject({ ready: { amount: 1900 }, paid_out: { amount: 0 } });
	await setPayoutAccount(ana.actor, 'acct_ana');
	await Promise.all([payOutOrder({ order_id: first.id }), payOutOrder({ order_id: first.id })]);
	expect(await balanceOfShop(shop)).toMatchObject({ balance: { amount: 0 }, paid_out: { amount: 1900 } });
	await refundOrder(ana.actor, first.id, { lines: [{ line_id: first.line, quantity: 1 }], reason });
	expect(await balanceOfShop(shop)).toMatchObject({ balance: { amount: -950 } });
	const next = await complete(3);
	await payOutOrder({ order_id: next.id });
	expect(await balanceOfShop(shop)).toMatchObject({
		balance: { amount: 0 },
		paid_out: { amount: 1900 + 2850 - 950 },
	});
	const { items } = await statementOfShop(shop);
	expect(items.reduce((sum, line) => sum + line.total.amount, 0)).toBe(0);
	expect(items.map((line) => line.kind)).toEqual(['transfer', 'sale', 'reversal', 'transfer', 'sale']);
	await payBack(first.id);
	await booksHold(first.id, next.id, shop.id);
});
