import type { Shopper } from '#accounts/actor.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { providerNamed } from '#payments/server/provider.ts';
import { findPayment } from '#payments/server/queries.ts';
import { chargeKey } from '#payments/server/steps.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * The buyer is back from the bank. What the address says of the outcome is the browser's word; the provider is asked instead.
 * @param buyers whoever sits there: signed in, as a guest, or both
 * @returns the order to show
 * @throws {Refusal} not_found for anybody else’s payment
 */
export async function settleReturn(buyers: Shopper[], paymentId: string): Promise<string> {
	if (!ID_PATTERN.test(paymentId) || buyers.length === 0) throw new Refusal('not_found');
	await limit('return-from-bank', buyers[0]?.id ?? '', { points: 60, seconds: 60 });
	const order = await db
		.selectFrom('orders')
		.innerJoin('payments', 'payments.checkout_id', 'orders.checkout_id')
		.select('orders.id')
		.where('payments.id', '=', paymentId)
		.where(
			'payments.user_id',
			'in',
			buyers.map(({ id }) => id),
		)
		.orderBy('orders.id')
		.executeTakeFirst();
	const payment = order && (await findPayment(paymentId));
	if (!payment) throw new Refusal('not_found');
	if (payment.status === 'pending' || payment.status === 'processing')
		try {
			const outcome = await providerNamed(payment.provider).find(chargeKey(payment));
			if (outcome) await settlePayment(payment.id, payment.attempt, outcome);
		} catch (error) {
			// The webhook or the clock will know; the order's page tells when.
			log.warn({ err: error, payment_id: payment.id }, 'a return from the bank could not be settled');
		}
	return order.id;
}
