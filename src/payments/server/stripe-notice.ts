/** What Stripe tells us by webhook: its signature checked over the raw bytes, its words turned into ours. */
import { Stripe } from 'stripe';
import { z } from 'zod';
import { Refusal } from '#lib/refusal.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import type { ChargeOutcome, ProviderNotice, RefundState } from './payment-provider.ts';
import { intentOf } from './stripe-intents.ts';
import { fromStripe, outcomeOf } from './stripe-words.ts';

/** A recorded delivery that is sent again later than this is refused. */
const TOLERANCE_SECONDS = 300;

const text = z.string().max(120);
const currency = z.string().regex(/^[a-z]{3}$/);
const count = z.number().int().nonnegative();
const metadata = z.record(z.string(), z.string()).nullish();

const eventShape = z.object({
	id: text.regex(/^evt_\w+$/),
	type: z.string().regex(/^[a-z0-9_.]{1,80}$/),
	livemode: z.boolean(),
	/** Set when it happened in the account of a shop, which is its own business. */
	account: text.nullish(),
	data: z.object({ object: z.unknown() }),
});

const intentShape = z.object({
	id: text,
	status: z.string(),
	amount: count,
	amount_received: count.nullish(),
	currency,
	metadata,
	last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
	next_action: z.object({ redirect_to_url: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
});
const refundShape = z.object({
	id: text,
	amount: count,
	currency,
	status: z.string().nullish(),
	payment_intent: text.nullish(),
	charge: text.nullish(),
	metadata,
});
const chargeShape = z.object({
	id: text,
	amount_refunded: count,
	currency,
	payment_intent: text.nullish(),
});

/**
 * @throws {Refusal} not_found when the market has no Stripe; bad_signature for what Stripe did not sign, or not lately
 */
export async function readStripeNotice(body: Uint8Array, signature: string | null): Promise<ProviderNotice> {
	if (!env.STRIPE_WEBHOOK_SECRET || !env.STRIPE_SECRET_KEY) throw new Refusal('not_found');
	let signed: unknown;
	try {
		signed = Stripe.webhooks.constructEvent(
			Buffer.from(body),
			signature ?? '',
			env.STRIPE_WEBHOOK_SECRET,
			TOLERANCE_SECONDS,
		);
	} catch (error) {
		const forged = error instanceof Stripe.errors.StripeSignatureVerificationError;
		throw new Refusal(forged ? 'bad_signature' : 'malformed_body');
	}
	const event = eventShape.safeParse(signed);
	if (!event.success) throw new Refusal('malformed_body', { detail: 'This is not an event of Stripe' });
	const { id, type, livemode, account, data } = event.data;
	const head = { provider: 'stripe', eventId: id, type };
	const ours = livemode === env.STRIPE_SECRET_KEY.includes('_live_') && !account;
	const told = ours ? tell(type, data.object) : null;
	// The name stands in metadata, which others who use the account may write: an intent is ours if we wrote it down. That is
	// done before it is confirmed, so only that it was made can be told earlier.
	if (told?.about === 'charge' && told.outcome && told.key && (await intentOf(told.key)) !== told.ref)
		told.key = null;
	return { ...head, ...(told ?? { about: 'nothing' as const }) };
}

type Told =
	| Omit<ProviderNotice & { about: 'charge' }, 'provider' | 'eventId' | 'type'>
	| Omit<ProviderNotice & { about: 'refund' }, 'provider' | 'eventId' | 'type'>
	| Omit<ProviderNotice & { about: 'refunded' }, 'provider' | 'eventId' | 'type'>;

function tell(type: string, object: unknown): Told | null {
	const [what] = type.split('.');
	if (what === 'payment_intent') return tellCharge(type, shaped(type, intentShape, object));
	if (what === 'refund' || type === 'charge.refund.updated')
		return tellRefund(shaped(type, refundShape, object));
	if (type === 'charge.refunded') {
		const charge = shaped(type, chargeShape, object);
		const money = charge && fromStripe(charge.amount_refunded, charge.currency);
		return money && { about: 'refunded', chargeRef: charge.payment_intent ?? charge.id, money };
	}
	return null;
}

/** The type says what happened then; the object's state may be as it was when Stripe wrote the event. */
function tellCharge(type: string, intent: z.infer<typeof intentShape> | null): Told | null {
	if (!intent) return null;
	const { id: ref } = intent;
	const about = 'charge' as const;
	const key = intent.metadata?.['payment_key'] ?? null;
	const money = fromStripe(intent.amount, intent.currency);
	const as = (status: string) => outcomeOf({ ...intent, status } as never);
	switch (type) {
		case 'payment_intent.succeeded': {
			const received = fromStripe(intent.amount_received ?? intent.amount, intent.currency);
			return { about, key, ref, money: received, outcome: { state: 'succeeded', ref } };
		}
		case 'payment_intent.payment_failed': {
			const failed: ChargeOutcome = { state: 'declined', ref, failure: 'card_declined' };
			return { about, key, ref, money, outcome: as('requires_payment_method') ?? failed };
		}
		case 'payment_intent.requires_action':
		case 'payment_intent.processing':
		case 'payment_intent.canceled':
			return { about, key, ref, money, outcome: as(type.split('.')[1]!) };
		case 'payment_intent.created':
			return { about, key, ref, money, outcome: null };
		default:
			return null;
	}
}

function tellRefund(refund: z.infer<typeof refundShape> | null): Told | null {
	const chargeRef = refund?.payment_intent ?? refund?.charge;
	if (!refund || !chargeRef) return null;
	const states: Record<string, RefundState> = { succeeded: 'done', failed: 'failed', canceled: 'failed' };
	return {
		about: 'refund',
		key: refund.metadata?.['refund_key'] ?? null,
		ref: refund.id,
		chargeRef,
		money: fromStripe(refund.amount, refund.currency),
		state: states[refund.status ?? ''] ?? 'pending',
	};
}

/** What Stripe signed and we cannot read is a fault of ours: it is answered as one, and Stripe sends it again. */
function shaped<Schema extends z.ZodType>(type: string, schema: Schema, object: unknown): z.infer<Schema> {
	const parsed = schema.safeParse(object);
	if (parsed.success) return parsed.data;
	log.error(
		{ type, problems: parsed.error.issues.map(({ path }) => path.join('.')) },
		'an event of Stripe is not as expected',
	);
	throw new Error(`an event ${type} of Stripe is not as expected`);
}
