/** The checkout page's form: all of it text, as a browser sends it. */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { paymentInput } from '#payments/payment.ts';
import { addressInput, MOST_OF_ONE, type PlaceOrderInput } from './order.ts';

export const checkoutForm = z.strictObject({
	/** The once-only key: a double click, a reload and a way back are one purchase. */
	key: z.string().regex(ID_PATTERN),
	variant: z.string().regex(ID_PATTERN, 'Choose what to buy'),
	quantity: z
		.string()
		.regex(/^[1-9]\d{0,2}$/, `A whole number from 1 to ${MOST_OF_ONE}`)
		.transform(Number),
	card: paymentInput.shape.card,
	...addressInput.shape,
});

export function purchaseOf(form: z.infer<typeof checkoutForm>): PlaceOrderInput {
	const { key: _, variant, quantity, card, line2, region, ...address } = form;
	return {
		items: [{ variant_id: variant, quantity }],
		shipping_address: { ...address, ...(line2 && { line2 }), ...(region && { region }) },
		payment: { method: 'sandbox', card },
	};
}

/** Where each of the purchase's fields stands in the form. */
export const FORM_FIELDS: Record<string, string> = {
	'items.0.quantity': 'quantity',
	'items.0.variant_id': 'variant',
	'payment.card': 'card',
	items: 'quantity',
};
