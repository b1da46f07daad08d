/** What a payment is: one per checkout, tried with one card after another until it is captured or given up. */
import { z } from 'zod';

export type PaymentStatus = 'pending' | 'processing' | 'captured' | 'declined' | 'void';

/** A card of the sandbox. The number goes to the sandbox and nowhere else: not stored, not logged. */
const sandboxInput = z.strictObject({
	method: z.literal('sandbox'),
	card: z
		.string('Give the card number as text')
		.regex(/^[0-9](?:[ -]?[0-9]){11,18}$/, 'A card number has 12 to 19 digits'),
});

/** A card that the buyer's browser has given to Stripe; only Stripe's name for it comes to us. */
const stripeInput = z.strictObject({
	method: z.literal('stripe'),
	payment_method: z
		.string('Give the payment method’s id as text')
		.regex(/^pm_[A-Za-z0-9_]{3,100}$/, 'This is not the id of a payment method'),
});

/** How the buyer pays. */
export const paymentInput = z.discriminatedUnion('method', [sandboxInput, stripeInput], {
	error: 'Say “sandbox” or “stripe”, and how to pay there',
});
export type PaymentInput = z.infer<typeof paymentInput>;

/** The one field of a page's form: a card of the sandbox, or Stripe's name for a card. */
export const cardField = z.union([sandboxInput.shape.card, stripeInput.shape.payment_method], {
	error: 'A card number has 12 to 19 digits',
});

export function paymentOfCard(card: string): PaymentInput {
	return card.startsWith('pm_') ? { method: 'stripe', payment_method: card } : { method: 'sandbox', card };
}

/** What the buyer may see of the payment. */
export type PaymentView = {
	status: PaymentStatus;
	/** "Card ending 4242" */
	method: string;
	/** Why the last card was declined, in words. */
	failure: string | null;
	attempt: number;
	/** Where the buyer confirms the payment with the bank, while it waits for that. */
	action_url: string | null;
};
