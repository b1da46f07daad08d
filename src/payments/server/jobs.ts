/** The chore of giving money back. Safe to run twice: the provider refunds once per refund, and so do we. */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import type { JobData } from '#events/jobs.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { providerNamed } from './provider.ts';
import { lockPayment } from './steps.ts';
import { postRefund } from './steps/ledger.ts';

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
	const { ref } = await providerNamed(refund.provider).refund({
		key: refund.id,
		chargeRef: refund.provider_ref,
		money,
	});
	await transaction(async (tx) => {
		const payment = await lockPayment(tx, { id: refund.payment_id });
		const done = await tx
			.updateTable('refunds')
			.set({ status: 'done', provider_ref: ref, done_at: sql<Date>`now(3)` })
			.where('id', '=', refund.id)
			.where('status', '=', 'pending')
			.executeTakeFirst();
		if (!payment || done.numUpdatedRows === 0n) return;
		await tx
			.updateTable('payments')
			.set({ refunded_amount: sql`refunded_amount + ${refund.amount}`, version: payment.version + 1 })
			.where('id', '=', payment.id)
			.execute();
		await record(tx, {
			type: 'payment.refunded',
			id: payment.id,
			version: payment.version + 1,
			data: { refund_id: refund.id, order_id: refund.order_id, user_id: payment.userId, amount: money },
		});
		await postRefund(tx, { id: refund.id, orderId: refund.order_id, money });
	});
}
