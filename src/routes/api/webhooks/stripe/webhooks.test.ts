import '#testing/on-stripe.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isCrossSite } from '../../../edge/cross-site.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { expireOrders } from '#orders/server/expire-orders.ts';
import { settleLatePayments } from '#orders/server/settle-late-payments.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, chargeCheckout, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import type { StripeEvent } from '#testing/stripe-book.ts';
import { openStripeDouble, type StripeDouble } from '#testing/stripe-double.ts';
import { signStripeEvent, type Signing } from '#testing/stripe-signature.ts';
import { POST } from './+server.ts';

let stripe: StripeDouble;
beforeAll(async () => {
	stripe = await openStripeDouble();
});
afterAll(() => stripe.close());

/** As it comes over the wire: no session, no Origin. */
function requestOf(body: BodyInit, signature: string | null): Request {
	return new Request('http://localhost/api/webhooks/stripe', {
		method: 'POST',
		headers: {
			'content-type': 'application/json; charset=utf-8',
			...(signature !== null && { 'stripe-signature': signature }),
		},
		body,
	});
}

async function post(body: BodyInit, signature: string | null) {
	const request = requestOf(body, signature);
	const locals = { actor: null, guest: null, requestId: 'test', address: '::1' };
	const event = { request, url: new URL(request.url), params: {}, locals } as unknown as RequestEvent;
	const answer = await POST(event);
	return { status: answer.status, body: (await answer.json()) as { outcome?: string; code?: string } };
}

async function deliver(event: StripeEvent, signing?: Signing) {
	const { body, signature } = signStripeEvent(event, signing);
	const { status, body: said } = await post(body, signature);
	return status === 200 ? said.outcome : `${status} ${said.code}`;
}

async function placed(card = 'pm_card_visa', stock = 1) {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock });
	const ben = anybody();
	const checkout = await placeOrderFor(ben, [{ product_id: bowl.id, quantity: 1 }], { card });
	const { id: paymentId } = await db
		.selectFrom('payments')
		.select('id')
		.where('checkout_id', '=', checkout.id)
		.executeTakeFirstOrThrow();
	const variantId = bowl.variants[0]!.id;
	return { ana, ben, bowl, variantId, checkoutId: checkout.id, orderId: checkout.orders[0]!.id, paymentId };
}

/** Stripe charges, and we do not hear of it. */
async function chargeUnheard(checkoutId: string) {
	stripe.misbehave(/confirm$/, 'fault');
	stripe.misbehave(/GET \/v1\/payment_intents/, 'away');
	await expect(chargeCheckout(checkoutId)).rejects.toThrow();
}

const intentOf = (paymentId: string) =>
	stripe.book.intents.find((intent) => intent.metadata['payment_key'] === `${paymentId}-1`)!;

/** Everything that a payment's story left behind. */
async function stateOf(paymentId: string, orderId: string) {
	const [payment, order, refunds, exceptions, history, events] = await Promise.all([
		db
			.selectFrom('payments')
			.select(['status', 'refunded_amount', 'version', 'attempt'])
			.where('id', '=', paymentId)
			.executeTakeFirst(),
		db.selectFrom('orders').select(['status', 'version']).where('id', '=', orderId).executeTakeFirst(),
		db.selectFrom('refunds').select(['status', 'amount']).where('payment_id', '=', paymentId).execute(),
		db.selectFrom('payment_exceptions').select('kind').where('payment_id', '=', paymentId).execute(),
		db
			.selectFrom('order_history')
			.select(['n', 'from_status', 'to_status'])
			.where('order_id', '=', orderId)
			.orderBy('n')
			.execute(),
		db
			.selectFrom('outbox')
			.select('type')
			.where('entity_id', 'in', [paymentId, orderId])
			.orderBy('type')
			.execute(),
	]);
	return { payment, order, refunds, exceptions, history, events };
}

const outcomesOf = async (paymentId: string) =>
	(
		await db
			.selectFrom('provider_events')
			.select(['type', 'outcome'])
			.where('payment_id', '=', paymentId)
			.orderBy('id')
			.execute()
	).map(({ type, outcome }) => `${type} ${outcome}`);

function ordersOf<T>(things: T[]): T[][] {
	if (things.length < 2) return [things];
	return things.flatMap((thing, at) => ordersOf(things.toSpliced(at, 1)).map((rest) => [thing, ...rest]));
}

/** Each of them three times, all the copies among each other. */
const thrice = <T>(things: T[]): T[] => [...things, ...things, ...things.toReversed()];

test('what Stripe sends is no other site’s page, and comes without a session', () => {
	expect(isCrossSite(requestOf('{}', 't=1,v1=0'), 'market.test')).toBe(false);
});

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

const countAll = async () => {
	const { rows } = await sql<{ n: number }>`select (select count(*) from provider_events)
		+ (select count(*) from payment_exceptions) + (select count(*) from outbox) as n`.execute(db);
	return Number(rows[0]!.n);
};

async function paidAtStripe() {
	const made = await placed();
	await chargeUnheard(made.checkoutId);
	const [event] = stripe.eventsOf(intentOf(made.paymentId).id, 'payment_intent.succeeded');
	return { ...made, event: event! };
}

test('what Stripe did not sign, or not lately, is refused, and nothing is written', async () => {
	const { event, paymentId } = await paidAtStripe();
	const before = await countAll();
	expect(await deliver(event, { secret: 'whsec_guessed' })).toBe('400 bad_signature');
	expect(await deliver(event, { ageSeconds: 301 })).toBe('400 bad_signature');
	expect(await deliver(event, { tamper: (body) => body.replace('2450', '1') })).toBe('400 bad_signature');
	expect(await deliver(event, { tamper: (body) => `${body} ` })).toBe('400 bad_signature');
	const { body, signature } = signStripeEvent(event);
	for (const header of [null, '', 'v1=', 't=1', signature.replace('v1', 'v0'), signature.slice(0, -1)])
		expect(await post(body, header)).toMatchObject({ status: 400, body: { code: 'bad_signature' } });
	expect(await countAll()).toBe(before);
	expect(await outcomesOf(paymentId)).toEqual([]);
	// Just within the time, it stands.
	expect(await deliver(event, { ageSeconds: 290 })).toBe('applied');
});

test('odd bodies are refused by name', async () => {
	const before = await countAll();
	const sign = (text: string) => signStripeEvent(JSON.parse(text) as Record<string, unknown>);
	for (const text of [
		'{}',
		'[]',
		'null',
		'"evt"',
		'{"id":"evt_1","type":"x"}',
		'{"object":"v2.core.event"}',
	]) {
		const { body, signature } = sign(text);
		expect(await post(body, signature)).toMatchObject({ status: 400, body: { code: 'malformed_body' } });
	}
	expect(await post('x'.repeat(256 * 1024 + 1), 't=1,v1=0')).toMatchObject({ status: 413 });
	expect(await post('', 't=1,v1=0')).toMatchObject({ status: 400 });
	expect(await countAll()).toBe(before);
});

for (const [what, change, kind] of [
	['of another amount', { amount_received: 1 }, 'amount_mismatch'],
	['of another currency', { currency: 'usd' }, 'amount_mismatch'],
	['under a name that we never gave', { metadata: { payment_key: `${newId()}-1` } }, 'unknown_payment'],
	['under no name of ours', { metadata: {} }, 'unknown_payment'],
	[
		'under a name that is none',
		{ metadata: { payment_key: "'; drop table payments --" } },
		'unknown_payment',
	],
] as const)
	test(`a success ${what} settles nothing, and an admin is told once`, async () => {
		const { event, orderId, paymentId } = await paidAtStripe();
		const lie = { ...event, data: { object: { ...event.data.object, ...change } } };
		const ref = String(event.data.object['id']);
		for (let n = 0; n < 3; n++) expect(await deliver({ ...lie, id: `evt_${newId()}` })).toBe('refused');
		expect(await stateOf(paymentId, orderId)).toMatchObject({
			payment: { status: 'pending' },
			order: { status: 'placed' },
		});
		const told = await db.selectFrom('payment_exceptions').select('kind').where('ref', '=', ref).execute();
		expect(told).toEqual([{ kind }]);
	});

test('another intent that bears our name in its metadata is not ours', async () => {
	const { event, orderId, paymentId } = await paidAtStripe();
	const other = { ...event.data.object, id: 'pi_of_somebody_else' };
	expect(await deliver({ ...event, id: `evt_${newId()}`, data: { object: other } })).toBe('refused');
	expect(await stateOf(paymentId, orderId)).toMatchObject({ payment: { status: 'pending' } });
});

test('a second charge that succeeded for one payment is put before an admin', async () => {
	const { ben, checkoutId, orderId, paymentId } = await placed('pm_late');
	const { payAgain } = await import('#orders/server/pay-again.ts');
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

test('what is none of our business is written down and nothing else', async () => {
	const event = stripe.book.tell('customer.created', { id: 'cus_1', object: 'customer' });
	expect(await deliver(event)).toBe('ignored');
	const { event: paid, paymentId, orderId } = await paidAtStripe();
	// Of the live mode, and of a shop's own account.
	expect(await deliver({ ...paid, id: `evt_${newId()}`, livemode: true })).toBe('ignored');
	expect(await deliver({ ...paid, id: `evt_${newId()}`, account: 'acct_ana' } as StripeEvent)).toBe(
		'ignored',
	);
	expect(await stateOf(paymentId, orderId)).toMatchObject({ payment: { status: 'pending' } });
});
