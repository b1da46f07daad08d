import { ID_PATTERN } from '#lib/ids.ts';
import type { Tx } from '#lib/server/db.ts';
import type { ProviderNotice } from '../payment-provider.ts';
import { chargeOfKey } from '../queries/charge-of-key.ts';
import { finishRefund } from './finish-refund.ts';
import { raiseException } from './raise-exception.ts';
import type { Judged } from './write-provider-event.ts';

type RefundNotice = ProviderNotice & { about: 'refund' };

/** What a provider says of money that goes back: ours is finished or failed; any other is somebody's to look at. */
export async function takeRefundNotice(
	tx: Tx,
	notice: ProviderNotice & { about: 'refund' | 'refunded' },
): Promise<Judged> {
	const charge = await chargeOf(tx, notice.chargeRef, notice.provider);
	const { money } = notice;
	if (!charge) {
		const detail = `${notice.type}: ${notice.chargeRef} is no charge of ours`;
		await raiseException(tx, { kind: 'unknown_payment', ref: notice.chargeRef, money, detail });
		return { outcome: 'refused', paymentId: null };
	}
	const { paymentId } = charge;
	if (notice.about === 'refund' && notice.key !== null) return await takeOwn(tx, notice, paymentId);
	// One that failed or has not been made moves nothing; of the rest, one line for each charge.
	if (notice.about === 'refund' && notice.state !== 'done') return { outcome: 'ignored', paymentId };
	if (notice.about === 'refunded' && money.amount <= (await refundsOf(tx, paymentId)))
		return { outcome: 'stale', paymentId };
	await raiseException(tx, {
		kind: 'foreign_refund',
		ref: notice.chargeRef,
		paymentId,
		money,
		detail: `${notice.type}: ${money.amount} ${money.currency} of ${notice.chargeRef} went back, not by us`,
	});
	return { outcome: 'refused', paymentId };
}

async function takeOwn(tx: Tx, notice: RefundNotice, paymentId: string): Promise<Judged> {
	const { money, ref, key } = notice;
	const refund = await tx
		.selectFrom('refunds')
		.innerJoin('payments', 'payments.id', 'refunds.payment_id')
		.select(['refunds.id', 'refunds.order_id', 'refunds.amount', 'payments.currency'])
		.where('refunds.id', '=', ID_PATTERN.test(key ?? '') ? key : '')
		.where('refunds.payment_id', '=', paymentId)
		.executeTakeFirst();
	if (!refund || refund.amount !== money.amount || refund.currency !== money.currency) {
		const detail = `${notice.type}: ${ref} of ${money.amount} ${money.currency} is not the refund that was asked for`;
		await raiseException(tx, { kind: 'amount_mismatch', ref, paymentId, money, detail });
		return { outcome: 'refused', paymentId };
	}
	if (notice.state === 'pending') return { outcome: 'ignored', paymentId };
	if (notice.state === 'done')
		return { outcome: (await finishRefund(tx, refund.id, ref)) ? 'applied' : 'stale', paymentId };
	const raised = await raiseException(tx, {
		kind: 'refund_failed',
		ref: refund.id,
		paymentId,
		orderId: refund.order_id,
		money,
		detail: `The provider could not give ${ref} back to the card`,
	});
	return { outcome: raised ? 'applied' : 'stale', paymentId };
}

async function chargeOf(tx: Tx, ref: string, provider: string) {
	const row = await tx
		.selectFrom('stripe_intents')
		.select('payment_key')
		.where('intent_id', '=', ref)
		.executeTakeFirst();
	return await chargeOfKey(tx, row?.payment_key ?? null, provider);
}

/** What the market owes or has given back of a payment. */
async function refundsOf(tx: Tx, paymentId: string): Promise<number> {
	const row = await tx
		.selectFrom('refunds')
		.select(({ fn }) => fn.sum('amount').as('total'))
		.where('payment_id', '=', paymentId)
		.executeTakeFirst();
	return Number(row?.total ?? 0);
}
