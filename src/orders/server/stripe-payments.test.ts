import '#testing/on-stripe.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { providerNamed } from '#payments/server/provider.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, chargeCheckout, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { openStripeDouble, type StripeDouble } from '#testing/stripe-double.ts';
import { cancelOrder } from './cancel-order.ts';
import { expireOrders } from './expire-orders.ts';
import { payAgain } from './pay-again.ts';
import { findOrder } from './queries.ts';
import { settleLatePayments } from './settle-late-payments.ts';
import { settleReturn } from './settle-return.ts';

let stripe: StripeDouble;
beforeAll(async () => {
	stripe = await openStripeDouble();
});
afterAll(() => stripe.close());

const VISA = 'pm_card_visa';
const DECLINED = 'pm_card_visa_chargeDeclinedInsufficientFunds';
const ASKS = 'pm_card_authenticationRequired';
const LATE = 'pm_late';

async function oneBowl(stock: number) {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock });
	return { ana, item: { product_id: bowl.id, quantity: 1 }, variantId: bowl.variants[0]!.id };
}

async function placed(card: string, stock = 1) {
	const { item, variantId, ana } = await oneBowl(stock);
	const ben = anybody();
	const { id, orders } = await placeOrderFor(ben, [item], { card });
	const payment = await db
		.selectFrom('payments')
		.select('id')
		.where('checkout_id', '=', id)
		.executeTakeFirstOrThrow();
	return { ana, ben, item, variantId, checkoutId: id, orderId: orders[0]!.id, paymentId: payment.id };
}

const paymentRow = (id: string) =>
	db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Stripe's own list of what it took for a payment. */
const intentsOf = (paymentId: string) =>
	stripe.book.intents.filter((intent) => intent.metadata['payment_key']?.startsWith(`${paymentId}-`));
const chargesOf = (paymentId: string) => {
	const ids = intentsOf(paymentId).map(({ id }) => id);
	return stripe.book.charges.filter((charge) => ids.includes(charge.payment_intent));
};
const exceptionsOf = (paymentId: string) =>
	db
		.selectFrom('payment_exceptions')
		.select(['kind', 'order_id', 'detail'])
		.where('payment_id', '=', paymentId)
		.execute();

async function runOut(checkoutId: string) {
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db
		.updateTable('orders')
		.set({ payment_due_at: past })
		.where('checkout_id', '=', checkoutId)
		.execute();
	await db.updateTable('holds').set({ expires_at: past }).where('checkout_id', '=', checkoutId).execute();
	await expireOrders();
}

/** The clock asks about a payment as if it were its time. */
async function askAgain(paymentId: string) {
	await db.updateTable('payments').set({ asked_at: null }).where('id', '=', paymentId).execute();
	await settleLatePayments();
}

async function doRefunds(paymentId: string) {
	const refunds = await db.selectFrom('refunds').select('id').where('payment_id', '=', paymentId).execute();
	for (const refund of refunds) await refundPayment({ refund_id: refund.id });
	return refunds.length;
}

test('a card is charged once, under our name for it, and the order page knows it', async () => {
	const { ben, checkoutId, orderId, paymentId, variantId } = await placed(VISA);
	await chargeCheckout(checkoutId);
	await chargeCheckout(checkoutId);
	const [intent, ...more] = intentsOf(paymentId);
	expect(more).toEqual([]);
	expect(intent).toMatchObject({
		status: 'succeeded',
		amount: 2450,
		currency: 'eur',
		metadata: { payment_key: `${paymentId}-1` },
		transfer_group: checkoutId,
	});
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'paid',
		payment: { status: 'captured', method: 'Visa ending 4242' },
	});
	expect(await paymentRow(paymentId)).toMatchObject({ provider: 'stripe', provider_ref: intent!.id });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
});

test('a card that Stripe does not know, or of the sandbox, is refused by its field, and nothing is written', async () => {
	const { item } = await oneBowl(1);
	const ben = anybody();
	const fieldsOf = (card: string) =>
		placeOrderFor(ben, [item], { card }).then(
			() => null,
			(refusal: { data: { errors: object } }) => Object.keys(refusal.data.errors),
		);
	expect(await fieldsOf('pm_stolen')).toEqual(['payment.payment_method']);
	expect(await fieldsOf('4242424242424242')).toEqual(['payment.method']);
	stripe.misbehave(/payment_methods/, 'away');
	expect(await outcomeOf(placeOrderFor(ben, [item], { card: VISA }))).toBe('busy');
	expect(await db.selectFrom('orders').select('id').where('user_id', '=', ben.id).execute()).toEqual([]);
});

test('a declined card says why, and another card pays, in an intent of its own', async () => {
	const { ben, checkoutId, orderId, paymentId } = await placed(DECLINED);
	await chargeCheckout(checkoutId);
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'placed',
		payment: { status: 'declined', failure: 'There is not enough money on this card' },
	});
	await payAgain(ben, orderId, { method: 'stripe', payment_method: VISA });
	await chargeCheckout(checkoutId);
	expect(await findOrder(ben, orderId)).toMatchObject({ status: 'paid', payment: { attempt: 2 } });
	expect(intentsOf(paymentId).map(({ status }) => status)).toEqual(['requires_payment_method', 'succeeded']);
	expect(chargesOf(paymentId)).toHaveLength(1);
});

for (const [what, request, fault, times] of [
	['no answer to the confirmation, three times', /confirm$/, 'timeout', 3],
	['a 500 after charging', /confirm$/, 'fault', 1],
	['a line cut after charging', /confirm$/, 'cut', 2],
	['no answer to the making of the intent, three times', /POST \/v1\/payment_intents$/, 'timeout', 3],
	['a Stripe that is away before it does anything', /confirm$/, 'away', 3],
] as const)
	test(`after ${what}, one charge stands and is settled`, async () => {
		const { ben, checkoutId, orderId, paymentId } = await placed(VISA);
		stripe.misbehave(request, fault, times);
		// The worker comes back as long as it does not know.
		for (let tries = 0; tries < 4; tries++) await chargeCheckout(checkoutId).catch(() => undefined);
		expect(await findOrder(ben, orderId)).toMatchObject({ status: 'paid' });
		expect(chargesOf(paymentId)).toHaveLength(1);
		expect(intentsOf(paymentId)).toHaveLength(1);
	});

test('Stripe being silent after charging, and silent when asked, is no “declined”', async () => {
	const { ben, checkoutId, orderId, paymentId } = await placed(VISA);
	stripe.misbehave(/confirm$/, 'timeout', 3);
	stripe.misbehave(/GET \/v1\/payment_intents/, 'away');
	await expect(chargeCheckout(checkoutId)).rejects.toThrow();
	expect(await paymentRow(paymentId)).toMatchObject({ status: 'pending' });
	await chargeCheckout(checkoutId);
	expect(await findOrder(ben, orderId)).toMatchObject({ status: 'paid' });
	expect(chargesOf(paymentId)).toHaveLength(1);
});

test('six workers at once charge once', async () => {
	const { checkoutId, paymentId } = await placed(VISA);
	await Promise.allSettled(Array.from({ length: 6 }, () => chargeCheckout(checkoutId)));
	await chargeCheckout(checkoutId);
	expect(await paymentRow(paymentId)).toMatchObject({ status: 'captured', version: 2 });
	expect(chargesOf(paymentId)).toHaveLength(1);
});

test('the bank asks the buyer, who goes there, comes back, and has bought', async () => {
	const { ben, checkoutId, orderId, paymentId } = await placed(ASKS);
	await chargeCheckout(checkoutId);
	await chargeCheckout(checkoutId);
	const waiting = await findOrder(ben, orderId);
	const url = waiting.payment?.action_url ?? '';
	expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/authenticate\/pi_/);
	expect(waiting).toMatchObject({ status: 'placed', payment: { status: 'processing' } });
	expect((await paymentRow(paymentId)).version).toBe(2);
	// Coming back without having been there changes nothing.
	expect(await settleReturn([ben], paymentId)).toBe(orderId);
	expect(await findOrder(ben, orderId)).toMatchObject({ status: 'placed', payment: { action_url: url } });

	const back = await fetch(url, { redirect: 'manual' });
	expect(new URL(back.headers.get('location')!).pathname).toBe(`/payments/${paymentId}/return`);
	expect(await outcomeOf(settleReturn([anybody()], paymentId))).toBe('not_found');
	expect(await outcomeOf(settleReturn([ben], newId()))).toBe('not_found');
	expect(await settleReturn([ben], paymentId)).toBe(orderId);
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'paid',
		payment: { status: 'captured', action_url: null },
	});
});

test('who never comes back from the bank is given up there, and cannot be charged any more', async () => {
	const { ben, checkoutId, orderId, paymentId, variantId } = await placed(ASKS);
	await chargeCheckout(checkoutId);
	const url = (await findOrder(ben, orderId)).payment!.action_url!;
	await askAgain(paymentId);
	expect(await findOrder(ben, orderId)).toMatchObject({
		status: 'placed',
		payment: { status: 'processing' },
	});
	await runOut(checkoutId);
	await askAgain(paymentId);
	expect(intentsOf(paymentId)).toMatchObject([{ status: 'canceled' }]);
	expect(await paymentRow(paymentId)).toMatchObject({ status: 'declined', failure: 'given_up' });
	await fetch(url, { redirect: 'manual' });
	expect(chargesOf(paymentId)).toEqual([]);
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 1, held: 0 }]);
});

test('money that comes after the end buys what is left, and an admin is told', async () => {
	const { ben, checkoutId, orderId, paymentId, variantId } = await placed(LATE);
	await chargeCheckout(checkoutId);
	await runOut(checkoutId);
	stripe.book.succeed(intentsOf(paymentId)[0]!.id);
	await askAgain(paymentId);
	expect(await findOrder(ben, orderId)).toMatchObject({ status: 'paid', refund: null });
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 0, held: 0 }]);
	expect(await exceptionsOf(paymentId)).toMatchObject([{ kind: 'paid_too_late', order_id: orderId }]);
});

test('money that comes after the end, with nothing left, goes back once, and an admin is told once', async () => {
	const { checkoutId, orderId, paymentId, item } = await placed(LATE);
	await chargeCheckout(checkoutId);
	await runOut(checkoutId);
	const other = await placeOrderFor(anybody(), [item], { card: VISA });
	await chargeCheckout(other.id);
	stripe.book.succeed(intentsOf(paymentId)[0]!.id);
	await askAgain(paymentId);
	stripe.misbehave(/POST \/v1\/refunds/, 'timeout', 3);
	await expect(doRefunds(paymentId)).rejects.toThrow();
	stripe.forgetKeys();
	expect(await doRefunds(paymentId)).toBe(1);
	expect(await doRefunds(paymentId)).toBe(1);
	const [charge] = chargesOf(paymentId);
	expect(charge).toMatchObject({ amount: 2450, amount_refunded: 2450 });
	expect(stripe.book.refunds.filter((refund) => refund.charge === charge!.id)).toHaveLength(1);
	expect(await paymentRow(paymentId)).toMatchObject({ status: 'captured', refunded_amount: 2450 });
	expect(await exceptionsOf(paymentId)).toMatchObject([{ kind: 'paid_too_late', order_id: orderId }]);
});

test('a refund that Stripe will not make is put before an admin, and is not called done', async () => {
	const { ana, checkoutId, orderId, paymentId } = await placed(VISA);
	await chargeCheckout(checkoutId);
	// Somebody has given it back by hand.
	stripe.book.refund({ payment_intent: intentsOf(paymentId)[0]!.id, amount: 2450 });
	await cancelOrder(ana.actor, orderId, 'It cracked in the kiln');
	for (let again = 0; again < 2; again++) expect(await outcomeOf(doRefunds(paymentId))).toBe('not_possible');
	expect(await exceptionsOf(paymentId)).toMatchObject([{ kind: 'refund_failed', order_id: orderId }]);
	expect(await paymentRow(paymentId)).toMatchObject({ refunded_amount: 0 });
});

test('a shop’s share goes to its account once, from the charge it came from', async () => {
	const { checkoutId, paymentId } = await placed(VISA);
	await chargeCheckout(checkoutId);
	const intent = intentsOf(paymentId)[0]!;
	const share = {
		key: newId(),
		account: 'acct_ana',
		money: { amount: 2300, currency: 'EUR' },
		chargeRef: intent.id,
		group: checkoutId,
	};
	const provider = providerNamed('stripe');
	stripe.misbehave(/POST \/v1\/transfers/, 'timeout', 3);
	await expect(provider.transfer(share)).rejects.toThrow();
	stripe.forgetKeys();
	const { ref } = await provider.transfer(share);
	expect(stripe.book.transfers.filter((one) => one.transfer_group === checkoutId)).toMatchObject([
		{
			id: ref,
			amount: 2300,
			currency: 'eur',
			destination: 'acct_ana',
			source_transaction: intent.latest_charge,
		},
	]);
});
