import '#testing/on-stripe.ts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { expireOrders } from '#orders/server/expire-orders.ts';
import { payAgain } from '#orders/server/pay-again.ts';
import { settleLatePayments } from '#orders/server/settle-late-payments.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, chargeCheckout, placeOrderFor } from '#testing/cast.ts';
import {
	chargeUnheard,
	deliver,
	intentOf,
	outcomesOf,
	placed,
	stateOf,
	stripe,
} from '#testing/stripe-market.ts';

afterAll(() => stripe.close());

function ordersOf<T>(things: T[]): T[][] {
	if (things.length < 2) return [things];
	return things.flatMap((thing, at) => ordersOf(things.toSpliced(at, 1)).map((rest) => [thing, ...rest]));
}

/** Each of them three times, all the copies among each other. */
const thrice = <T>(things: T[]): T[] => [...things, ...things, ...things.toReversed()];

test('in every order, each three times: made, paid and refunded in Stripe’s dashboard end the same', async () => {
	const ends = [];
	for (const order of ordersOf(['payment_intent.created', 'payment_intent.succeeded', 'charge.refunded'])) {
		const { checkoutId, paymentId, orderId, variantId } = await placed();
		// We asked, the answer was lost, and nobody asks again: all that we hear comes by webhook.
		await chargeUnheard(checkoutId);
		const intent = intentOf(paymentId);
		stripe.book.refund({ payment_intent: intent.id, amount: 2450 });
		const events = order.map((type) => stripe.eventsOf(intent.id, type)[0]!);
		for (const event of thrice(events)) expect(await deliver(event)).not.toMatch(/^\d/);
		ends.push(await stateOf(paymentId, orderId));
		expect(await outcomesOf(paymentId)).toHaveLength(3);
		expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
	}
	expect(ends[0]).toMatchObject({
		payment: { status: 'captured', version: 2, refunded_amount: 0 },
		order: { status: 'paid', version: 2 },
		exceptions: [{ kind: 'foreign_refund' }],
	});
	for (const end of ends) expect(end).toEqual(ends[0]);
	expect(ends).toHaveLength(6);
});

test('in every order, each three times: made, paid and refunded by us end the same', async () => {
	const ends = [];
	for (const order of ordersOf(['payment_intent.created', 'payment_intent.succeeded', 'refund.created'])) {
		const { ana, checkoutId, paymentId, orderId, variantId } = await placed();
		await chargeCheckout(checkoutId);
		await cancelOrder(ana.actor, orderId, 'It cracked in the kiln');
		const refund = await db
			.selectFrom('refunds')
			.select('id')
			.where('payment_id', '=', paymentId)
			.executeTakeFirstOrThrow();
		// Stripe gives it back, and we do not hear of it.
		stripe.misbehave(/POST \/v1\/refunds/, 'fault');
		await expect(refundPayment({ refund_id: refund.id })).rejects.toThrow();
		const events = order.map((type) => stripe.eventsOf(intentOf(paymentId).id, type)[0]!);
		for (const event of thrice(events)) expect(await deliver(event)).not.toMatch(/^\d/);
		await refundPayment({ refund_id: refund.id });
		ends.push(await stateOf(paymentId, orderId));
		expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 0 }]);
	}
	expect(ends[0]).toMatchObject({
		payment: { status: 'captured', refunded_amount: 2450, version: 4 },
		order: { status: 'cancelled' },
		refunds: [{ status: 'done', amount: 2450 }],
		exceptions: [],
	});
	for (const end of ends) expect(end).toEqual(ends[0]);
});

test('twelve deliveries at once are one', async () => {
	const { checkoutId, paymentId, orderId } = await placed();
	await chargeUnheard(checkoutId);
	const [event] = stripe.eventsOf(intentOf(paymentId).id, 'payment_intent.succeeded');
	const said = await Promise.all(Array.from({ length: 12 }, () => deliver(event!)));
	expect(said.filter((one) => one === 'applied')).toHaveLength(1);
	expect(said.filter((one) => one === 'duplicate')).toHaveLength(11);
	// The worker's own answer comes after it.
	await chargeCheckout(checkoutId);
	expect(await stateOf(paymentId, orderId)).toMatchObject({
		payment: { version: 2 },
		order: { status: 'paid', version: 2 },
	});
});

test('a webhook before the buyer is back from the bank settles it; the return finds it settled', async () => {
	const { checkoutId, paymentId, orderId } = await placed('pm_card_authenticationRequired');
	await chargeCheckout(checkoutId);
	const { id } = intentOf(paymentId);
	stripe.book.succeed(id);
	// The later one first: that it was asked for comes when it is paid.
	expect(await deliver(stripe.eventsOf(id, 'payment_intent.succeeded')[0]!)).toBe('applied');
	expect(await deliver(stripe.eventsOf(id, 'payment_intent.requires_action')[0]!)).toBe('stale');
	expect(await stateOf(paymentId, orderId)).toMatchObject({ order: { status: 'paid' } });
});

test('a late success after the hold ended goes back once, and an admin is told, however often it is said', async () => {
	const { bowl, checkoutId, paymentId, orderId, variantId } = await placed('pm_late');
	await chargeCheckout(checkoutId);
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db
		.updateTable('orders')
		.set({ payment_due_at: past })
		.where('checkout_id', '=', checkoutId)
		.execute();
	await db.updateTable('holds').set({ expires_at: past }).where('checkout_id', '=', checkoutId).execute();
	await expireOrders();
	const cleo = await placeOrderFor(anybody(), [{ product_id: bowl.id, quantity: 1 }], {
		card: 'pm_card_visa',
	});
	await chargeCheckout(cleo.id);
	stripe.book.succeed(intentOf(paymentId).id);
	const [event] = stripe.eventsOf(intentOf(paymentId).id, 'payment_intent.succeeded');
	expect(await deliver(event!)).toBe('applied');
	expect(await deliver({ ...event!, id: `evt_${newId()}` })).toBe('stale');
	await settleLatePayments();
	expect(await stateOf(paymentId, orderId)).toMatchObject({
		order: { status: 'expired' },
		refunds: [{ status: 'pending', amount: 2450 }],
		exceptions: [{ kind: 'paid_too_late' }],
	});
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
});

test('a declined card by webhook; a late “no” of it does not undo the next try', async () => {
	const { checkoutId, paymentId } = await placed('pm_late');
	await chargeCheckout(checkoutId);
	stripe.book.fail(intentOf(paymentId).id, 'card_declined', 'insufficient_funds');
	const [event] = stripe.eventsOf(intentOf(paymentId).id, 'payment_intent.payment_failed');
	expect(await deliver(event!)).toBe('applied');
	expect(await deliver({ ...event!, id: `evt_${newId()}` })).toBe('stale');
	expect(
		await db
			.selectFrom('payments')
			.select(['status', 'failure'])
			.where('id', '=', paymentId)
			.executeTakeFirst(),
	).toEqual({ status: 'declined', failure: 'insufficient_funds' });
});

test('a second charge that succeeded for one payment is put before an admin', async () => {
	const { ben, checkoutId, orderId, paymentId } = await placed('pm_late');
	await chargeCheckout(checkoutId);
	const first = intentOf(paymentId);
	stripe.book.fail(first.id);
	await deliver(stripe.eventsOf(first.id, 'payment_intent.payment_failed')[0]!);
	await payAgain(ben, orderId, { method: 'stripe', payment_method: 'pm_card_visa' });
	await chargeCheckout(checkoutId);
	stripe.book.succeed(first.id);
	expect(await deliver(stripe.eventsOf(first.id, 'payment_intent.succeeded')[0]!)).toBe('stale');
	expect(await stateOf(paymentId, orderId)).toMatchObject({
		payment: { status: 'captured' },
		order: { status: 'paid', version: 2 },
		exceptions: [{ kind: 'second_charge' }],
	});
});

test('a refund that the bank sends back is put before an admin, once', async () => {
	const { ana, checkoutId, paymentId, orderId } = await placed();
	await chargeCheckout(checkoutId);
	await cancelOrder(ana.actor, orderId, 'It cracked in the kiln');
	const refund = await db
		.selectFrom('refunds')
		.select('id')
		.where('payment_id', '=', paymentId)
		.executeTakeFirstOrThrow();
	await refundPayment({ refund_id: refund.id });
	const made = stripe.book.refunds.find((one) => one.metadata['refund_key'] === refund.id)!;
	stripe.book.failRefund(made.id);
	const failed = stripe.eventsOf(made.id).slice(-2);
	expect(failed.map(({ type }) => type)).toEqual(['refund.updated', 'refund.failed']);
	expect([await deliver(failed[0]!), await deliver(failed[1]!)]).toEqual(['applied', 'stale']);
	expect(await stateOf(paymentId, orderId)).toMatchObject({ exceptions: [{ kind: 'refund_failed' }] });
});
