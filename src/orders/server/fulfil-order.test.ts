import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { db } from '#lib/server/db.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, buy, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { acceptOrder } from './accept-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { completeOrder } from './complete-order.ts';
import { completeOrders } from './complete-orders.ts';
import { findOrder, ordersOfShop } from './queries.ts';
import { shipOrder } from './ship-order.ts';

async function paidOrder() {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 5 });
	const ben = anybody();
	const { orders } = await buy(ben, [{ product_id: bowl.id, quantity: 2 }]);
	return {
		ana: ana.actor,
		ben,
		id: orders[0]!.id,
		shopId: orders[0]!.shop.id,
		variantId: bowl.variants[0]!.id,
	};
}

/** The order's events in the outbox, which nobody sequences here: version and type. */
const told = (id: string) =>
	db
		.selectFrom('outbox')
		.select(['entity_version as version', 'type'])
		.where('entity', '=', 'order')
		.where('entity_id', '=', id)
		.orderBy('id')
		.execute();

test('Ana accepts and ships, Ben receives; every step is written and told once', async () => {
	const { ana, ben, id, shopId } = await paidOrder();
	expect((await ordersOfShop(shopId)).items.map((order) => order.id)).toEqual([id]);
	await acceptOrder(ana, id);
	await shipOrder(ana, id, { carrier: 'bpost', tracking_code: '3S-42' });
	expect(await findOrder(ben, id)).toMatchObject({
		status: 'shipped',
		tracking: { carrier: 'bpost', code: '3S-42' },
		allowed: ['complete'],
	});
	await completeOrder(ben, id);
	const order = await findOrder(ana, id);
	expect(order.history.map((step) => [step.n, step.to, step.by])).toEqual([
		[1, 'placed', 'buyer'],
		[2, 'paid', 'market'],
		[3, 'accepted', 'seller'],
		[4, 'shipped', 'seller'],
		[5, 'completed', 'buyer'],
	]);
	expect(order.version).toBe(5);
	expect(await told(id)).toEqual(
		['placed', 'paid', 'accepted', 'shipped', 'completed'].map((status, n) => ({
			version: n + 1,
			type: `order.${status}`,
		})),
	);
});

test('what is not possible says what is', async () => {
	const { ana, ben, id } = await paidOrder();
	await expect(shipOrder(ana, id, { carrier: 'bpost' })).rejects.toMatchObject({
		code: 'not_possible',
		data: { order_status: 'paid', allowed: ['accept', 'cancel'] },
	});
	expect(await outcomeOf(acceptOrder(ben, id))).toBe('not_possible');
	expect(await outcomeOf(acceptOrder(anybody(), id))).toBe('not_found');
	const twice = await Promise.all([outcomeOf(acceptOrder(ana, id)), outcomeOf(acceptOrder(ana, id))]);
	expect(twice.sort()).toEqual(['done', 'not_possible']);
	await expect(cancelOrder(ben, id, 'Too late')).rejects.toMatchObject({ data: { allowed: [] } });
});

test('a paid order that is cancelled puts its pieces back and its money too, once', async () => {
	const { ana, ben, id, variantId } = await paidOrder();
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 3, held: 0 }]);
	const both = await Promise.all([
		outcomeOf(cancelOrder(ana, id, 'The glaze cracked')),
		outcomeOf(cancelOrder(ben, id, 'Changed my mind')),
	]);
	expect(both.sort()).toEqual(['done', 'not_possible']);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 5, held: 0 }]);
	const refund = await db
		.selectFrom('refunds')
		.selectAll()
		.where('order_id', '=', id)
		.executeTakeFirstOrThrow();
	await Promise.all([refundPayment({ refund_id: refund.id }), refundPayment({ refund_id: refund.id })]);
	expect(await findOrder(ben, id)).toMatchObject({
		status: 'cancelled',
		refund: { amount: { amount: 4900, currency: 'EUR' }, status: 'done' },
	});
	const payment = await db
		.selectFrom('payments')
		.select(['refunded_amount', 'version'])
		.where('id', '=', refund.payment_id)
		.executeTakeFirstOrThrow();
	expect(payment).toEqual({ refunded_amount: 4900, version: 4 });
});

test('an unpaid basket is given up as a whole', async () => {
	const [ana, cleo] = await Promise.all([signUp('ana'), signUp('cleo')]);
	const [bowl, scarf] = [await listProduct(ana), await listProduct(cleo)];
	const ben = anybody();
	const { orders } = await placeOrderFor(ben, [
		{ product_id: bowl.id, quantity: 1 },
		{ product_id: scarf.id, quantity: 1 },
	]);
	await cancelOrder(ben, orders[0]!.id, 'Changed my mind');
	for (const { id } of orders) expect(await findOrder(ben, id)).toMatchObject({ status: 'cancelled' });
	const variants = [bowl, scarf].map((product) => product.variants[0]!.id);
	expect(await booksAreRight(variants)).toEqual([
		{ on_hand: 3, held: 0 },
		{ on_hand: 3, held: 0 },
	]);
});

test('an order that was sent long ago completes by itself', async () => {
	const { ana, ben, id } = await paidOrder();
	await acceptOrder(ana, id);
	await shipOrder(ana, id, { carrier: 'bpost' });
	await completeOrders();
	expect(await findOrder(ben, id)).toMatchObject({ status: 'shipped' });
	await db
		.updateTable('orders')
		.set({ shipped_at: sql<Date>`date_sub(now(3), interval 30 day)` })
		.where('id', '=', id)
		.execute();
	await completeOrders();
	expect(await findOrder(ben, id)).toMatchObject({ status: 'completed' });
});
