/** A market that is paid by Stripe, for the tests of its webhooks: import `on-stripe.ts` before it. */
import type { RequestEvent } from '@sveltejs/kit';
import { expect } from 'vitest';
import { db } from '#lib/server/db.ts';
import { POST } from '../routes/api/webhooks/stripe/+server.ts';
import { anybody, chargeCheckout, listProduct, placeOrderFor, signUp } from './cast.ts';
import type { StripeEvent } from './stripe-book.ts';
import { openStripeDouble } from './stripe-double.ts';
import { signStripeEvent, type Signing } from './stripe-signature.ts';

/** Open from the first import to the end of the test file. */
export const stripe = await openStripeDouble();

/** As it comes over the wire: no session, no Origin. */
export function requestOf(body: BodyInit, signature: string | null): Request {
	return new Request('http://localhost/api/webhooks/stripe', {
		method: 'POST',
		headers: {
			'content-type': 'application/json; charset=utf-8',
			...(signature !== null && { 'stripe-signature': signature }),
		},
		body,
	});
}

export async function post(body: BodyInit, signature: string | null) {
	const request = requestOf(body, signature);
	const locals = { actor: null, guest: null, requestId: 'test', address: '::1' };
	const event = { request, url: new URL(request.url), params: {}, locals } as unknown as RequestEvent;
	const answer = await POST(event);
	return { status: answer.status, body: (await answer.json()) as { outcome?: string; code?: string } };
}

export async function deliver(event: StripeEvent, signing?: Signing) {
	const { body, signature } = signStripeEvent(event, signing);
	const { status, body: said } = await post(body, signature);
	return status === 200 ? said.outcome : `${status} ${said.code}`;
}

export async function placed(card = 'pm_card_visa', stock = 1) {
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
export async function chargeUnheard(checkoutId: string) {
	stripe.misbehave(/confirm$/, 'fault');
	stripe.misbehave(/GET \/v1\/payment_intents/, 'away');
	await expect(chargeCheckout(checkoutId)).rejects.toThrow();
}

export const intentOf = (paymentId: string) =>
	stripe.book.intents.find((intent) => intent.metadata['payment_key'] === `${paymentId}-1`)!;

/** Everything that a payment's story left behind. */
export async function stateOf(paymentId: string, orderId: string) {
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

export const outcomesOf = async (paymentId: string) =>
	(
		await db
			.selectFrom('provider_events')
			.select(['type', 'outcome'])
			.where('payment_id', '=', paymentId)
			.orderBy('id')
			.execute()
	).map(({ type, outcome }) => `${type} ${outcome}`);
