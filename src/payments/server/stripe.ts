/**
 * Stripe as the provider: one payment intent for each try of a payment, transfers to connected accounts.
 *
 * Invariant: one charge per key. The intent is made unconfirmed, which moves no money, and its id is written down before it is
 * confirmed; whatever happens then (no answer, a 500 after charging, a crash, two workers at once), the next call reads that very
 * intent. Stripe confirms an intent once. So nothing depends on how long Stripe remembers an idempotency key.
 */
import type { Stripe } from 'stripe';
import { Refusal } from '#lib/refusal.ts';
import { log } from '#lib/server/log.ts';
import { RefundRefused, type ChargeOutcome, type PaymentProvider } from './payment-provider.ts';
import { isCardError, isInvalid, orBusy, stripeClient } from './stripe-client.ts';
import { intentOf, writeIntent } from './stripe-intents.ts';
import { failureOf, labelOf, outcomeOf, toStripe } from './stripe-words.ts';

/** Somebody waits for it: less patience than a worker has. */
const IN_A_REQUEST = { timeout: 8_000, maxNetworkRetries: 1 };

export const stripe: PaymentProvider = {
	name: 'stripe',

	async tokenise(input) {
		if (input.method !== 'stripe') throw refuse('payment.method', 'Only “stripe” can be used here');
		const method = await orBusy(
			stripeClient().paymentMethods.retrieve(input.payment_method, {}, IN_A_REQUEST),
		).catch((error: unknown) => {
			if (!isInvalid(error)) throw error;
			throw refuse('payment.payment_method', 'The payment provider does not know this card; enter it again');
		});
		if (!method.card) throw refuse('payment.payment_method', 'Only cards can be used here');
		return { token: method.id, label: labelOf(method.card) };
	},

	async charge(charge) {
		const known = await intentOf(charge.key);
		if (!known) return await begin(charge);
		const intent = await retrieve(known);
		// Asked of the bank before: by a try whose answer was lost, or by another worker.
		if (intent.status !== 'requires_confirmation') return decided(intent);
		return await confirm(intent.id, charge.returnUrl);
	},

	async find(key) {
		const known = await intentOf(key);
		return known ? outcomeOf(await retrieve(known)) : null;
	},

	async giveUp(key) {
		const known = await intentOf(key);
		if (!known) return null;
		try {
			return outcomeOf(await stripeClient().paymentIntents.cancel(known));
		} catch (error) {
			// It was decided meanwhile.
			if (!isInvalid(error)) throw error;
			return outcomeOf(await retrieve(known));
		}
	},

	async refund({ key, chargeRef, money }) {
		const { amount } = toStripe(money);
		// Asked again after Stripe has forgotten the key, it would be another refund.
		const made = await stripeClient().refunds.list({ payment_intent: chargeRef, limit: 100 });
		const same = made.data.find((one) => one.metadata?.['refund_key'] === key && !hasFailed(one));
		if (same) return { ref: same.id };
		try {
			const refund = await stripeClient().refunds.create(
				{ payment_intent: chargeRef, amount, metadata: { refund_key: key } },
				{ idempotencyKey: `refund-${key}` },
			);
			if (hasFailed(refund))
				throw new RefundRefused(`Stripe could not refund it: ${refund.failure_reason ?? refund.status}`);
			return { ref: refund.id };
		} catch (error) {
			if (isInvalid(error)) throw new RefundRefused(error.message, { cause: error });
			throw error;
		}
	},

	async transfer({ key, account, money, chargeRef, group }) {
		const made = await stripeClient().transfers.list({ transfer_group: group, limit: 100 });
		const same = made.data.find((one) => one.metadata['transfer_key'] === key);
		if (same) return { ref: same.id };
		const { latest_charge } = await retrieve(chargeRef);
		const charge = typeof latest_charge === 'string' ? latest_charge : latest_charge?.id;
		if (!charge) throw new Error(`${chargeRef} has no charge to transfer from`);
		const transfer = await stripeClient().transfers.create(
			{
				...toStripe(money),
				destination: account,
				source_transaction: charge,
				transfer_group: group,
				metadata: { transfer_key: key },
			},
			{ idempotencyKey: `transfer-${key}` },
		);
		return { ref: transfer.id };
	},
};

const hasFailed = (refund: Stripe.Refund) => refund.status === 'failed' || refund.status === 'canceled';

type Charge = Parameters<PaymentProvider['charge']>[0];

async function begin({ key, token, money, group, returnUrl }: Charge): Promise<ChargeOutcome> {
	const asked = stripeClient().paymentIntents.create(
		{
			...toStripe(money),
			payment_method: token,
			allowed_payment_method_types: ['card'],
			metadata: { payment_key: key },
			transfer_group: group,
		},
		{ idempotencyKey: key },
	);
	const intent = await asked.catch((error: unknown) => {
		if (!isInvalid(error) && !isCardError(error)) throw error;
		// Such as a card that was used up: another card may do.
		log.warn({ err: error, payment_key: key }, 'Stripe refuses a charge');
		return failureOf(error);
	});
	if (typeof intent === 'string') return { state: 'declined', ref: key, failure: intent };
	return await confirm(await writeIntent(key, intent.id), returnUrl);
}

async function confirm(id: string, returnUrl: string): Promise<ChargeOutcome> {
	try {
		return decided(await stripeClient().paymentIntents.confirm(id, { return_url: returnUrl }));
	} catch (error) {
		// A lost answer, a fault after the deed, another worker: the intent knows. If it cannot be asked, we do not guess.
		const outcome = outcomeOf(await retrieve(id));
		if (outcome) return outcome;
		if (isCardError(error) || isInvalid(error))
			return { state: 'declined', ref: id, failure: failureOf(error) };
		throw error;
	}
}

function decided(intent: Stripe.PaymentIntent): ChargeOutcome {
	const outcome = outcomeOf(intent);
	if (!outcome) throw new Error(`${intent.id} is ${intent.status}`);
	return outcome;
}

const retrieve = (id: string) => stripeClient().paymentIntents.retrieve(id);

const refuse = (field: string, text: string) => new Refusal('invalid_input', { errors: { [field]: text } });
