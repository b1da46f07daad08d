import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { lockPayment } from '../steps.ts';
import { postRefund } from './ledger.ts';

/** The provider has given a refund back: told by its answer, or by a webhook. Answers whether it is news. */
export async function finishRefund(tx: Tx, refundId: string, ref: string): Promise<boolean> {
	const refund = await tx
		.selectFrom('refunds')
		.select(['id', 'payment_id', 'order_id', 'amount'])
		.where('id', '=', refundId)
		.executeTakeFirst();
	const payment = refund && (await lockPayment(tx, { id: refund.payment_id }));
	if (!payment) return false;
	const done = await tx
		.updateTable('refunds')
		.set({ status: 'done', provider_ref: ref, done_at: sql<Date>`now(3)` })
		.where('id', '=', refund.id)
		.where('status', '=', 'pending')
		.executeTakeFirst();
	if (done.numUpdatedRows === 0n) return false;
	crashPoint('refund-payment:after-mark');
	await tx
		.updateTable('payments')
		.set({ refunded_amount: sql`refunded_amount + ${refund.amount}`, version: payment.version + 1 })
		.where('id', '=', payment.id)
		.execute();
	await record(tx, {
		type: 'payment.refunded',
		id: payment.id,
		version: payment.version + 1,
		data: {
			refund_id: refund.id,
			order_id: refund.order_id,
			user_id: payment.userId,
			amount: { amount: refund.amount, currency: payment.money.currency },
		},
	});
	crashPoint('refund-payment:after-event');
	await postRefund(tx, {
		id: refund.id,
		orderId: refund.order_id,
		money: { amount: refund.amount, currency: payment.money.currency },
	});
	crashPoint('refund-payment:before-commit');
	return true;
}
