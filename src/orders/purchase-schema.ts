/** What a purchase, and what is asked of an order, must look like as it comes in. Apart from `order.ts`, so that no page carries zod. */
import { z } from 'zod';
import { addressInput } from '#lib/address.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { textBlock, textLine } from '#lib/text.ts';
import { paymentInput } from '#payments/payment.ts';
import { MOST_LINES, MOST_OF_ONE } from './order.ts';

export const id = z.string('Give an id as text').regex(ID_PATTERN, 'This is not an id');
export const quantity = z
	.int('Give a whole number')
	.min(1, 'At least 1')
	.max(MOST_OF_ONE, `At most ${MOST_OF_ONE}`);

/** What names a thing to buy: a variant, or a product that has only one. */
const thing = { variant_id: id.optional(), product_id: id.optional() };
const named = (item: { variant_id?: string | undefined; product_id?: string | undefined }) =>
	(item.variant_id === undefined) !== (item.product_id === undefined);

const itemInput = z
	.strictObject({ ...thing, quantity })
	.refine(named, { path: ['variant_id'], error: 'Give either a variant_id or a product_id' });

export const itemsInput = z
	.array(itemInput)
	.min(1, 'Choose something to buy')
	.max(MOST_LINES, `At most ${MOST_LINES} lines`);

/** What goes with a purchase besides what it is of. */
export const purchaseTerms = {
	/** A shop's id to the code of one of its coupons. */
	coupons: z
		.record(id, textLine(1, 40))
		.refine((all) => Object.keys(all).length <= MOST_LINES, `At most ${MOST_LINES} coupons`)
		.optional(),
	/** Goes into the parcel, from the buyer to whoever opens it. */
	gift_note: textBlock(0, 500).optional(),
	/** What the buyer has seen and confirmed; if it comes to something else now, nothing is bought. */
	expected_total: z
		.strictObject({
			amount: z.int('Give a whole number of the smallest unit').min(0, 'At least 0'),
			currency: z.string().regex(/^[A-Z]{3}$/, 'Give a currency’s three-letter code'),
		})
		.optional(),
};

/**
 * A purchase: `items`, or the short form of one thing, `{ product_id, quantity }`. While the market runs on the sandbox, an
 * address and a card may be left out (docs/decisions: the bare order).
 */
export const placeOrderInput = z
	.strictObject({
		items: itemsInput.optional(),
		...thing,
		quantity: quantity.optional(),
		shipping_address: addressInput.optional(),
		payment: paymentInput.optional(),
		...purchaseTerms,
	})
	.superRefine((order, context) => {
		const wrong = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (order.items) {
			for (const field of ['variant_id', 'product_id', 'quantity'] as const)
				if (order[field] !== undefined) wrong(field, 'This stands with the items');
		} else {
			if (!named(order)) wrong('items', 'Give items, or a product_id and a quantity');
			if (order.quantity === undefined) wrong('quantity', 'Give a whole number');
		}
	});
export type PlaceOrderInput = z.infer<typeof placeOrderInput>;

/** A seller must say why. */
export const cancelInput = z.strictObject({ reason: textLine(0, 300).optional() });
export const payInput = z.strictObject({ payment: paymentInput });

export const orderParams = z.object({ id });
export const orderQuery = z.strictObject({
	/** `seller`: what was bought in your shop, once it is paid. */
	as: z.enum(['buyer', 'seller'], 'Say buyer or seller').optional(),
	cursor: z.string().regex(ID_PATTERN, 'This is not a cursor').optional(),
	limit: z
		.string()
		.regex(/^(?:[1-9]\d?|100)$/, 'From 1 to 100')
		.transform(Number)
		.optional(),
});
