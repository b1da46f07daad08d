/** The chore of giving money back. Safe to run twice: the provider refunds once per refund, and so do we. */
import type { JobData } from '#events/jobs.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { RefundRefused } from './payment-provider.ts';
import { providerNamed } from './provider.ts';
import { finishRefund } from './steps/finish-refund.ts';
import { raiseException } from './steps/raise-exception.ts';

export async function refundPayment({ refund_id }: JobData<'refund-payment'>): Promise<void> {
	const refund = await db
		.selectFrom('refunds')
		.innerJoin('payments', 'payments.id', 'refunds.payment_id')
		.select([
			'refunds.id',
			'refunds.status',
			'refunds.amount',
			'refunds.order_id',
			'payments.id as payment_id',
			'payments.provider',
			'payments.provider_ref',
			'payments.currency',
		])
		.where('refunds.id', '=', refund_id)
		.executeTakeFirst();
	if (!refund) throw new Refusal('not_found', { detail: `There is no refund ${refund_id}` });
	if (refund.status === 'done') return;
	if (!refund.provider_ref) throw new Error('a refund of what was never captured');
	const money = { amount: refund.amount, currency: refund.currency };
	try {
		const { ref } = await providerNamed(refund.provider).refund({
			key: refund.id,
			chargeRef: refund.provider_ref,
			money,
		});
		await transaction((tx) => finishRefund(tx, refund.id, ref));
	} catch (error) {
		if (!(error instanceof RefundRefused)) throw error;
		await transaction((tx) =>
			raiseException(tx, {
				kind: 'refund_failed',
				ref: refund.id,
				paymentId: refund.payment_id,
				orderId: refund.order_id,
				money,
				detail: error.message,
			}),
		);
		throw new Refusal('not_possible', { detail: error.message });
	}
}
