/**
 * Clockwork: asks the provider again about payments that it had not decided. One that still waits for its buyer when the order
 * has ended is given up there, so that nobody pays for what is gone.
 */
import { db, transaction } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { providerNamed, type ChargeOutcome } from '#payments/server/provider.ts';
import { processingPayments, type Payment } from '#payments/server/queries.ts';
import { chargeKey } from '#payments/server/steps.ts';
import { noteAsked } from '#payments/server/steps/note-asked.ts';
import { settlePayment } from './settle-payment.ts';

/** Answers how many were decided. */
export async function settleLatePayments(): Promise<number> {
	let decided = 0;
	for (const payment of await processingPayments(200)) {
		try {
			await transaction((tx) => noteAsked(tx, payment.id));
			const outcome = await ask(payment);
			if (!outcome || !(await settlePayment(payment.id, payment.attempt, outcome))) continue;
			if (outcome.state === 'succeeded' || outcome.state === 'declined') decided += 1;
		} catch (error) {
			// One payment that cannot be settled must not keep the others waiting.
			log.error({ err: error, payment_id: payment.id }, 'a late payment could not be settled');
		}
	}
	return decided;
}

async function ask(payment: Payment): Promise<ChargeOutcome | null> {
	const provider = providerNamed(payment.provider);
	const key = chargeKey(payment);
	const outcome = await provider.find(key);
	if (outcome?.state !== 'action' || !provider.giveUp || (await isAwaited(payment.checkoutId)))
		return outcome;
	return await provider.giveUp(key);
}

async function isAwaited(checkoutId: string): Promise<boolean> {
	const order = await db
		.selectFrom('orders')
		.select('id')
		.where('checkout_id', '=', checkoutId)
		.where('status', '=', 'placed')
		.executeTakeFirst();
	return order !== undefined;
}
