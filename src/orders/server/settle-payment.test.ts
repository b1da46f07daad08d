import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { db } from '#lib/server/db.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, buy, chargeCheckout, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { cancelOrder } from './cancel-order.ts';
import { expireOrders } from './expire-orders.ts';
import { payAgain } from './pay-again.ts';
import { findOrder } from './queries.ts';
import { settleLatePayments } from './settle-late-payments.ts';
import { settlePayment } from './settle-payment.ts';

const DECLINED = '4000000000000002';
const LATE = '4000000000000077';
const GOOD = { method: 'sandbox' as const, card: '4242424242424242' };

async function oneBowl(stock: number) {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock });
	return { ana, item: { product_id: bowl.id, quantity: 1 }, variantId: bowl.variants[0]!.id };
}

const paymentOf = (checkoutId: string) =>
	db.selectFrom('payments').selectAll().where('checkout_id', '=', checkoutId).executeTakeFirstOrThrow();

/** The window in which it could be paid has passed. */
async function runOut(checkoutId: string) {
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db
		.updateTable('orders')
		.set({ payment_due_at: past })
		.where('checkout_id', '=', checkoutId)
		.execute();
	await db.updateTable('holds').set({ expires_at: past }).where('checkout_id', '=', checkoutId).execute();
}

/** The sandbox has made up its mind about a late card. */
const letSettle = (paymentId: string) =>
	db
		.updateTable('sandbox_charges')
		.set({ settles_at: sql<Date>`now(3)` })
		.where('payment_key', 'like', `${paymentId}-%`)
		.execute();

/** What the sandbox's own book says of a payment's tries. */
async function chargesOf(paymentId: string) {
	const charges = await db
		.selectFrom('sandbox_charges')
		.select('outcome')
		.where('payment_key', 'like', `${paymentId}-%`)
		.orderBy('payment_key')
		.execute();
	return charges.map(({ outcome }) => outcome);
}

/** What stands in the ledger about a checkout: each posting's kind, and its sum. */
async function postingsOf(checkoutId: string) {
	const rows = await db
		.selectFrom('ledger_transactions as t')
		.innerJoin('ledger_entries as e', 'e.transaction_id', 't.id')
		.leftJoin('payments', 'payments.id', 't.ref')
		.leftJoin('orders', 'orders.id', 'e.order_id')
		.select(({ fn }) => ['t.id', 't.kind', fn.sum<string>('e.amount').as('sum')])
		.where((eb) =>
			eb.or([eb('payments.checkout_id', '=', checkoutId), eb('orders.checkout_id', '=', checkoutId)]),
		)
		.groupBy(['t.id', 't.kind'])
		.orderBy('t.id')
		.execute();
	return rows.map(({ kind, sum }) => `${kind} ${sum}`);
}

async function doRefunds(checkoutId: string) {
	const { id } = await paymentOf(checkoutId);
	const refunds = await db.selectFrom('refunds').select('id').where('payment_id', '=', id).execute();
	for (const refund of refunds) await refundPayment({ refund_id: refund.id });
	return refunds.length;
}

test('told twice and at once, a payment is settled once', async () => {
	const { item, variantId } = await oneBowl(2);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item]);
	const payment = await paymentOf(id);
	const outcome = { state: 'succeeded' as const, ref: 'a-charge' };
	await Promise.all(Array.from({ length: 6 }, () => settlePayment(payment.id, 1, outcome)));
	await chargeCheckout(id);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 0 }]);
	expect((await findOrder(ben, orders[0]!.id)).history).toHaveLength(2);
	expect((await paymentOf(id)).version).toBe(2);
});

test('a declined card keeps the stock, and another card pays', async () => {
	const { item, variantId } = await oneBowl(1);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item], { card: DECLINED });
	const orderId = orders[0]!.id;
	// Not before the first card has answered.
	expect(await outcomeOf(payAgain(ben, orderId, GOOD))).toBe('not_possible');
	await chargeCheckout(id);
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'placed',
		payment: { status: 'declined', failure: 'The bank declined this card', attempt: 1 },
	});
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 1 }]);

	await Promise.all(Array.from({ length: 5 }, () => payAgain(ben, orderId, GOOD, 'click')));
	await chargeCheckout(id);
	await chargeCheckout(id);
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'paid',
		payment: { status: 'captured', attempt: 2 },
	});
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
	const { id: paymentId } = await paymentOf(id);
	expect(await chargesOf(paymentId)).toEqual(['declined', 'succeeded']);
});

test('a late card holds the order until the clock asks again', async () => {
	const { item } = await oneBowl(1);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item], { card: LATE });
	await chargeCheckout(id);
	expect(await findOrder(ben, orders[0]!.id)).toMatchObject({
		status: 'placed',
		payment: { status: 'processing' },
	});
	await letSettle((await paymentOf(id)).id);
	await settleLatePayments();
	expect(await findOrder(ben, orders[0]!.id)).toMatchObject({ status: 'paid' });
});

test('with no worker to end what ran out, the next buyer’s try frees it, of one variant or of two', async () => {
	const { ana, item, variantId } = await oneBowl(1);
	const jug = await listProduct(ana, { stock: 1 });
	const basket = [item, { product_id: jug.id, quantity: 1 }];
	const left = await placeOrderFor((await signUp('ben')).actor, basket);
	expect(await outcomeOf(placeOrderFor(anybody(), basket))).toBe('sold_out');
	await runOut(left.id);
	const cleo = await signUp('cleo');
	expect((await placeOrderFor(cleo.actor, basket)).orders).toHaveLength(1);
	const ended = await db.selectFrom('orders').select('status').where('checkout_id', '=', left.id).execute();
	expect(ended.map((order) => order.status)).toEqual(['expired']);
	const held = { on_hand: 1, held: 1 };
	expect(await booksAreRight([variantId, jug.variants[0]!.id])).toEqual([held, held]);
});

test('money that comes after the end buys what is still there', async () => {
	const { item, variantId } = await oneBowl(1);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item], { card: LATE });
	await chargeCheckout(id);
	await runOut(id);
	await expireOrders();
	expect(await findOrder(ben, orders[0]!.id)).toMatchObject({ status: 'expired' });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 0 }]);
	await letSettle((await paymentOf(id)).id);
	await settleLatePayments();
	const late = await findOrder(ben, orders[0]!.id);
	expect(late).toMatchObject({ status: 'paid', refund: null, closed_at: null });
	expect(late.history.map((step) => step.to)).toEqual(['placed', 'expired', 'paid']);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
});

test('money that comes after the end, when nothing is left, goes back by itself', async () => {
	const { item, variantId } = await oneBowl(1);
	const [ben, cleo] = [anybody(), anybody()];
	const late = await placeOrderFor(ben, [item], { card: LATE });
	await chargeCheckout(late.id);
	await runOut(late.id);
	// No sweeper has run: the next buyer's purchase frees the stock itself.
	await buy(cleo, [item]);
	expect(await findOrder(ben, late.orders[0]!.id)).toMatchObject({ status: 'expired' });
	await letSettle((await paymentOf(late.id)).id);
	await settleLatePayments();
	expect(await doRefunds(late.id)).toBe(1);
	expect(await doRefunds(late.id)).toBe(1);
	expect(await findOrder(ben, late.orders[0]!.id)).toMatchObject({
		status: 'expired',
		refund: { amount: { amount: 2450 }, status: 'done' },
	});
	expect(await paymentOf(late.id)).toMatchObject({ status: 'captured', refunded_amount: 2450, version: 4 });
	// Nothing was sold, so the shop's books know nothing of it.
	expect(await postingsOf(late.id)).toEqual(['capture 0', 'refund 0']);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
});

test('a charge made just before a crash is found and settled, though the order had ended', async () => {
	const { item, variantId } = await oneBowl(1);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item]);
	await runOut(id);
	await expireOrders();
	expect(await paymentOf(id)).toMatchObject({ status: 'void' });
	// Nothing was charged: nothing is.
	await chargeCheckout(id);
	expect(await paymentOf(id)).toMatchObject({ status: 'void' });
	expect(await findOrder(ben, orders[0]!.id)).toMatchObject({ status: 'expired' });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 0 }]);
});

test('a buyer’s own declined order does not stand in the way of the next', async () => {
	const { item, variantId } = await oneBowl(1);
	const [ben, cleo] = [anybody(), anybody()];
	const first = await placeOrderFor(ben, [item], { card: DECLINED });
	await chargeCheckout(first.id);
	expect(await outcomeOf(placeOrderFor(cleo, [item]))).toBe('sold_out');
	const second = await placeOrderFor(ben, [item]);
	expect(await findOrder(ben, first.orders[0]!.id)).toMatchObject({ status: 'cancelled' });
	await chargeCheckout(second.id);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
});

test('cancelling and paying at once: one of them wins, and the books are right', async () => {
	const { item, variantId } = await oneBowl(20);
	for (let round = 0; round < 10; round++) {
		const ben = anybody();
		const { id, orders } = await placeOrderFor(ben, [item]);
		await Promise.all([chargeCheckout(id), outcomeOf(cancelOrder(ben, orders[0]!.id, 'Changed my mind'))]);
		// A charge that lost the race was not made, or is settled and goes back.
		await chargeCheckout(id);
		await doRefunds(id);
		const order = await findOrder(ben, orders[0]!.id);
		const payment = await paymentOf(id);
		expect(order.status).toBe('cancelled');
		if (payment.status === 'captured') expect(payment.refunded_amount).toBe(2450);
		else expect([payment.status, await chargesOf(payment.id)]).toEqual(['void', []]);
		await booksAreRight([variantId]);
	}
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 20, held: 0 }]);
});
