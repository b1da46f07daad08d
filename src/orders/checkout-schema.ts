/** What is asked of a checkout, from outside. */
import { z } from 'zod';
import { emailField } from '#accounts/account.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { paymentInput } from '#payments/payment.ts';
import { moneySchema } from '#catalog/product-schema.ts';
import type { OpenCheckoutView } from './checkout.ts';
import { checkoutStateSchema, orderSummarySchema } from './order-schema.ts';
import { itemsInput, purchaseTerms } from './purchase-schema.ts';
import { addressInput } from '#lib/address.ts';

export const startCheckoutInput = z.strictObject({
	items: itemsInput,
	/** `available`: take what there is, where not all of it is there. */
	take: z.enum(['all', 'available'], 'Say all or available').optional(),
});
export type StartCheckoutInput = z.infer<typeof startCheckoutInput>;

const addressId = z
	.string()
	.regex(ID_PATTERN, 'This is not in your address book')
	.describe('An address of your book, instead of one that is written out');

/** How an open checkout becomes a purchase. */
export const placeCheckoutInput = z
	.strictObject({
		/** Needed of a guest; a member's is the account's, unless another is given. */
		email: emailField.optional(),
		shipping_address: addressInput.optional(),
		address_id: addressId.optional(),
		save_address: z
			.boolean('Say true or false')
			.optional()
			.describe('Keep the shipping_address in your book, if there is place for it'),
		payment: paymentInput,
		...purchaseTerms,
	})
	.superRefine(({ shipping_address: given, address_id: id, save_address: save }, context) => {
		const wrong = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (given && id) wrong('address_id', 'Give an address or one of your book, not both');
		if (!given && !id) wrong('shipping_address', 'Say where it goes: an address, or one of your book');
		if (save && !given) wrong('save_address', 'This stands with a shipping_address');
	});
export type PlaceCheckoutInput = z.infer<typeof placeCheckoutInput>;

/** What a checkout would come to. */
export const quoteInput = z
	.strictObject({
		country: addressInput.shape.country.optional(),
		address_id: addressId.optional(),
		coupons: purchaseTerms.coupons,
	})
	.superRefine(({ country, address_id: id }, context) => {
		if (country === undefined && id === undefined)
			context.addIssue({ code: 'custom', path: ['country'], message: 'Say where it goes' });
		if (country !== undefined && id !== undefined)
			context.addIssue({
				code: 'custom',
				path: ['address_id'],
				message: 'Give a country or an address of your book, not both',
			});
	});
export type QuoteInput = z.infer<typeof quoteInput>;

/* The wire's answers: documentation of the API, kept equal to the types by the compiler. */

export const startedCheckoutSchema = z
	.object({
		id: z.string(),
		expires_at: z.string().describe('ISO 8601, UTC: until then the stock is held'),
		extensions_left: z.int(),
		lines: z.array(
			z.object({ id: z.string(), product_id: z.string(), variant_id: z.string(), quantity: z.int() }),
		),
	})
	.meta({ id: 'StartedCheckout' });

export const extendedCheckoutSchema = z.object({ expires_at: z.string(), extensions_left: z.int() });

export const openCheckoutSchema = z
	.object({
		id: z.string(),
		status: z.enum(['open', 'placed', 'left', 'expired']),
		currency: z.string(),
		expires_at: z.string().describe('ISO 8601, UTC'),
		extensions_left: z.int(),
		shops: z.array(
			z.object({
				id: z.string(),
				slug: z.string(),
				name: z.string(),
				colours: z.tuple([z.string(), z.string()]),
				lines: z.array(
					z.object({
						id: z.string(),
						product_id: z.string(),
						variant_id: z.string(),
						title: z.string(),
						slug: z.string(),
						options: z.record(z.string(), z.string()),
						picture: z.string().nullable(),
						quantity: z.int(),
						unit_price: moneySchema.describe('As it is now; what is charged is what you confirm'),
						total: moneySchema,
						gone: z.boolean().describe('Not for sale any more'),
					}),
				),
			}),
		),
		state: checkoutStateSchema.nullable().describe('Once placed: how it stands, computed from its orders'),
		orders: z.array(orderSummarySchema).describe('Once placed: one for each shop'),
	})
	.meta({ id: 'OpenCheckout' }) satisfies z.ZodType<OpenCheckoutView>;

const quoteShop = z.object({
	id: z.string(),
	name: z.string(),
	items: moneySchema,
	discount: moneySchema,
	shipping: moneySchema.nullable().describe('null: this shop does not send there'),
	charges: z.array(
		z.object({
			kind: z.enum(['discount', 'shipping', 'tax']),
			label: z.string(),
			amount: moneySchema,
			included: z.boolean().describe('A tax that the prices contain already'),
		}),
	),
	total: moneySchema,
	days: z.object({ min: z.int(), max: z.int() }).nullable().describe('Working days on the way'),
});

export const quoteSchema = z
	.object({
		country: z.string(),
		errors: z
			.record(z.string(), z.string())
			.describe('By field, why it could not be bought so: a coupon that is not taken, a country not sent to'),
		total: moneySchema.describe('Confirm this as expected_total'),
		shops: z.array(quoteShop),
	})
	.meta({ id: 'Quote' });
export type QuoteView = z.infer<typeof quoteSchema>;
