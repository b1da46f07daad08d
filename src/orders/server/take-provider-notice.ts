/**
 * What a provider tells by webhook becomes true, once: the notice's outcome and what it changed are one transaction, so that an
 * answer of 200 means that both are durable. Sent again, in another order, or together with our own answer, it ends the same.
 *
 * A notice is believed only for what we asked for: a payment of that name, of that amount and currency. Anything else settles
 * nothing, is written down as `refused`, and somebody is told.
 */
import { isDuplicate, transaction, type Tx } from '#lib/server/db.ts';
import type { ProviderNotice } from '#payments/server/provider.ts';
import { chargeOfKey } from '#payments/server/queries/charge-of-key.ts';
import { raiseException } from '#payments/server/steps/raise-exception.ts';
import { takeRefundNotice } from '#payments/server/steps/take-refund-notice.ts';
import {
	isKnownEvent,
	writeProviderEvent,
	type EventOutcome,
	type Judged,
} from '#payments/server/steps/write-provider-event.ts';
import { settleWithin } from './settle-payment.ts';

export async function takeProviderNotice(notice: ProviderNotice): Promise<EventOutcome | 'duplicate'> {
	try {
		return await transaction(async (tx) => {
			if (await isKnownEvent(tx, notice)) return 'duplicate';
			const judged = await judge(tx, notice);
			await writeProviderEvent(tx, { ...notice, ...judged });
			return judged.outcome;
		});
	} catch (error) {
		// Two deliveries at once: the other one was first, and this one is undone.
		if (isDuplicate(error) && (await transaction((tx) => isKnownEvent(tx, notice)))) return 'duplicate';
		throw error;
	}
}

async function judge(tx: Tx, notice: ProviderNotice): Promise<Judged> {
	switch (notice.about) {
		case 'charge':
			return await takeChargeNotice(tx, notice);
		case 'refund':
		case 'refunded':
			return await takeRefundNotice(tx, notice);
		case 'nothing':
			return { outcome: 'ignored', paymentId: null };
	}
}

async function takeChargeNotice(tx: Tx, notice: ProviderNotice & { about: 'charge' }): Promise<Judged> {
	const { money, ref, outcome } = notice;
	const charge = await chargeOfKey(tx, notice.key, notice.provider);
	if (!charge) {
		const detail = `${notice.type}: ${ref} is no charge of ours`;
		await raiseException(tx, { kind: 'unknown_payment', ref, money, detail });
		return { outcome: 'refused', paymentId: null };
	}
	const { paymentId, attempt } = charge;
	if (money.amount !== charge.money.amount || money.currency !== charge.money.currency) {
		const detail = `${notice.type}: ${ref} is of ${money.amount} ${money.currency}, asked for ${charge.money.amount} ${charge.money.currency}`;
		await raiseException(tx, { kind: 'amount_mismatch', ref, paymentId, money, detail });
		return { outcome: 'refused', paymentId };
	}
	if (!outcome) return { outcome: 'ignored', paymentId };
	const news = await settleWithin(tx, paymentId, attempt, outcome);
	return { outcome: news ? 'applied' : 'stale', paymentId };
}
