/** Clockwork: asks the provider again about payments that it had not decided. */
import { log } from '#lib/server/log.ts';
import { providerNamed } from '#payments/server/provider.ts';
import { processingPayments } from '#payments/server/queries.ts';
import { chargeKey } from '#payments/server/steps.ts';
import { settlePayment } from './settle-payment.ts';

/** Answers how many were decided. */
export async function settleLatePayments(): Promise<number> {
	let decided = 0;
	for (const payment of await processingPayments(200)) {
		try {
			const outcome = await providerNamed(payment.provider).find(chargeKey(payment));
			if (!outcome || outcome.state === 'processing') continue;
			await settlePayment(payment.id, payment.attempt, outcome);
			decided += 1;
		} catch (error) {
			// One payment that cannot be settled must not keep the others waiting.
			log.error({ err: error, payment_id: payment.id }, 'a late payment could not be settled');
		}
	}
	return decided;
}
