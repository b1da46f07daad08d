/** What a payment is: one per checkout, tried with one card after another until it is captured or given up. */
import { z } from 'zod';

export type PaymentStatus = 'pending' | 'processing' | 'captured' | 'declined' | 'void';

/** How the buyer pays. The number goes to the provider and nowhere else: not stored, not logged. */
export const paymentInput = z.strictObject({
	method: z.literal('sandbox', 'Only “sandbox” can be used here'),
	card: z
		.string('Give the card number as text')
		.regex(/^[0-9](?:[ -]?[0-9]){11,18}$/, 'A card number has 12 to 19 digits'),
});
export type PaymentInput = z.infer<typeof paymentInput>;

/** What the buyer may see of the payment. */
export type PaymentView = {
	status: PaymentStatus;
	/** "Card ending 4242" */
	method: string;
	/** Why the last card was declined, in words. */
	failure: string | null;
	attempt: number;
};
