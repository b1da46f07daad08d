/** The chore of charging a buyer's card. Safe to run twice: the provider charges once per key, and settling happens once. */
import type { JobData } from '#events/jobs.ts';
import { Refusal } from '#lib/refusal.ts';
import { origin } from '#lib/server/env.ts';
import { findPayment } from '#payments/server/queries.ts';
import { providerNamed } from '#payments/server/provider.ts';
import { chargeKey } from '#payments/server/steps.ts';
import { settlePayment } from './settle-payment.ts';

export async function capturePayment({ payment_id }: JobData<'capture-payment'>): Promise<void> {
	const payment = await findPayment(payment_id);
	if (!payment) throw new Refusal('not_found', { detail: `There is no payment ${payment_id}` });
	if (payment.status === 'captured' || payment.status === 'declined') return;
	const provider = providerNamed(payment.provider);
	const key = chargeKey(payment);
	// Given up meanwhile: no new charge, but one that was made before a crash must still be settled.
	// A coupon paid for all of it: there is nobody to be asked.
	if (payment.money.amount === 0) {
		await settlePayment(payment.id, payment.attempt, { state: 'succeeded', ref: 'free' });
		return;
	}
	const outcome =
		payment.status === 'void'
			? await provider.find(key)
			: await provider.charge({
					key,
					token: payment.token,
					money: payment.money,
					group: payment.checkoutId,
					returnUrl: `${origin}/payments/${payment.id}/return`,
				});
	if (outcome) await settlePayment(payment.id, payment.attempt, outcome);
}
