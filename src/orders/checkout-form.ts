/** The checkout's forms: all of it text, as a browser sends it. */
import { z } from 'zod';
import { addressFields } from '#lib/address.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { textBlock, textLine } from '#lib/text.ts';
import { Refusal } from '#lib/refusal.ts';
import { emailField } from '#accounts/account.ts';
import { addressChoiceFields, readAddressChoice } from '#accounts/address-book.ts';
import { cardField, paymentOfCard } from '#payments/payment.ts';
import type { PlaceCheckoutInput, QuoteInput, StartCheckoutInput } from './checkout-schema.ts';
import { MOST_LINES, MOST_OF_ONE } from './order.ts';

const quantity = z
	.string()
	.regex(/^[1-9]\d{0,2}$/, `A whole number from 1 to ${MOST_OF_ONE}`)
	.transform(Number);

/** "variant:2,variant:1": what a checkout page that could not begin asks for again. */
const items = z
	.string()
	.max(MOST_LINES * 32)
	.regex(/^[0-9a-z]{26}:[1-9]\d{0,2}(?:,[0-9a-z]{26}:[1-9]\d{0,2})*$/, 'Choose something to buy')
	.transform((text) =>
		text.split(',').map((item) => {
			const [variant_id = '', count] = item.split(':');
			return { variant_id, quantity: Number(count) };
		}),
	);

/** One thing from its page, or a list from a page that is asked again. */
export const startForm = z
	.strictObject({
		product: z.string().regex(ID_PATTERN).optional(),
		variant: z.string().regex(ID_PATTERN, 'Choose what to buy').optional(),
		quantity: quantity.optional(),
		items: items.optional(),
		take: z.enum(['all', 'available']).optional(),
	})
	.refine((form) => (form.items === undefined) !== (form.variant === undefined), {
		path: ['variant'],
		error: 'Choose what to buy',
	});

export function startOf(form: z.infer<typeof startForm>): StartCheckoutInput {
	const { variant, quantity: count = 1, items: list, take } = form;
	return {
		items: list ?? [{ variant_id: variant!, quantity: count }],
		...(take && { take }),
	};
}

const COUPON = /^coupon-([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** A code for each shop, in fields of the shop's own. */
function couponsOf(form: Record<string, unknown>): Record<string, string> {
	const coupons: Record<string, string> = {};
	for (const [field, code] of Object.entries(form)) {
		const shopId = COUPON.exec(field)?.[1];
		if (shopId && typeof code === 'string' && code !== '') coupons[shopId] = code;
	}
	return coupons;
}

const onlyCoupons = (form: Record<string, unknown>, context: z.RefinementCtx, known: string[]) => {
	for (const field of Object.keys(form))
		if (!known.includes(field) && !COUPON.test(field))
			context.addIssue({ code: 'custom', path: [field], message: 'This field is not known' });
};

const payFields = {
	/** The once-only key: a double click, a reload and a way back are one purchase. */
	key: z.string().regex(ID_PATTERN),
	email: emailField.optional(),
	gift_note: textBlock(0, 500).optional(),
	card: cardField,
	/** What the page showed as the total, in minor units. */
	expected_amount: z
		.string()
		.regex(/^\d{1,10}$/)
		.transform(Number),
	expected_currency: z.string().regex(/^[A-Z]{3}$/),
	...addressChoiceFields,
};
type Pay = z.infer<z.ZodObject<typeof payFields>>;

/** Also when other fields are wrong: all that is to mend is said at once. */
const addressCheck = z.superRefine<Pay>(
	(form, context) => {
		try {
			readAddressChoice(form);
		} catch (thrown) {
			if (!(thrown instanceof Refusal)) throw thrown;
			for (const [field, message] of Object.entries(thrown.data.errors ?? {}))
				context.addIssue({ code: 'custom', path: [field], message });
		}
	},
	{ when: () => true },
);

export const payForm = z
	.object(payFields)
	.catchall(textLine(0, 40))
	.check(addressCheck)
	.superRefine((form, context) => onlyCoupons(form, context, Object.keys(payFields)));

export function purchaseOf(form: z.infer<typeof payForm>): PlaceCheckoutInput {
	const { email, gift_note: note } = form;
	const choice = readAddressChoice(form);
	return {
		...(email && { email }),
		...('id' in choice
			? { address_id: choice.id }
			: { shipping_address: choice.address, ...(choice.save && { save_address: true }) }),
		payment: paymentOfCard(form.card),
		coupons: couponsOf(form),
		...(note && { gift_note: note }),
		expected_total: { amount: form.expected_amount, currency: form.expected_currency },
	};
}

/** Of the same form, what the price depends on; the rest may be half filled in. */
export const quoteForm = z.looseObject({
	address_id: addressChoiceFields.address_id,
	country: z.union([z.literal(''), addressFields.country]).optional(),
});

export function quoteOf(form: z.infer<typeof quoteForm>): Partial<QuoteInput> {
	const coupons = couponsOf(form);
	if (form.address_id) return { address_id: form.address_id, coupons };
	return { ...(form.country && { country: form.country }), coupons };
}

/** Where each of the purchase's fields stands in the form. */
export function fieldOf(path: string): string {
	const coupon = /^coupons\.(.+)$/.exec(path)?.[1];
	if (coupon) return `coupon-${coupon}`;
	if (/^payment\.(card|payment_method|method)$/.test(path)) return 'card';
	return path.replace(/^shipping_address\./, '');
}
