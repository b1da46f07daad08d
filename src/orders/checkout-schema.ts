/** What is asked of a checkout, from outside. */
import { z } from 'zod';
import { emailField } from '#accounts/account.ts';
import { paymentInput } from '#payments/payment.ts';
import { addressInput, itemsInput, purchaseTerms } from './order.ts';

export const startCheckoutInput = z.strictObject({
	items: itemsInput,
	/** `available`: take what there is, where not all of it is there. */
	take: z.enum(['all', 'available'], 'Say all or available').optional(),
});
export type StartCheckoutInput = z.infer<typeof startCheckoutInput>;

/** How an open checkout becomes a purchase. */
export const placeCheckoutInput = z.strictObject({
	/** Needed of a guest; a member's is the account's, unless another is given. */
	email: emailField.optional(),
	shipping_address: addressInput,
	payment: paymentInput,
	...purchaseTerms,
});
export type PlaceCheckoutInput = z.infer<typeof placeCheckoutInput>;

/** What a checkout would come to. */
export const quoteInput = z.strictObject({
	country: addressInput.shape.country,
	coupons: purchaseTerms.coupons,
});
export type QuoteInput = z.infer<typeof quoteInput>;
