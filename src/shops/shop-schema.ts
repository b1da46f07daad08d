/** What may be said about a shop, and what the API answers of it. */
import { z } from 'zod';
import { COLOUR_PATTERN, contrast } from '#lib/colour.ts';
import { textBlock, textLine } from '#lib/text.ts';
import { LEAST_STRIPE_CONTRAST, type ShopView } from './shop.ts';

const colour = z.string('Choose a colour').regex(COLOUR_PATTERN, 'Choose a colour as #rrggbb').toLowerCase();

const country = z
	.string('Choose a country')
	.regex(/^(?:[A-Z]{2})?$/, 'Give the country’s two letters, such as BE');

/** What a shop's owner writes about it. */
export const shopInput = z
	.strictObject({
		name: textLine(1, 80),
		tagline: textLine(0, 140).default(''),
		story: textBlock(0, 5_000).default(''),
		town: textLine(0, 80).default(''),
		country: country.default(''),
		colour_a: colour.default('#c8452d'),
		colour_b: colour.default('#faf6ee'),
	})
	.refine((shop) => contrast(shop.colour_a, shop.colour_b) >= LEAST_STRIPE_CONTRAST, {
		path: ['colour_b'],
		error: 'The two colours are too alike to be seen as stripes; make one lighter or darker',
	});
export type ShopInput = z.infer<typeof shopInput>;

/** The shop's account at the payment provider. The sandbox takes any that looks like one. */
export const payoutInput = z.strictObject({
	account: z
		.string('Give the account as text')
		.trim()
		.regex(/^acct_[A-Za-z0-9]{1,58}$/, 'An account begins with acct_ and goes on with letters and digits'),
});

/** The wire's answer, for the API's document. */
export const shopSchema = z
	.object({
		id: z.string(),
		slug: z.string(),
		url: z.string(),
		name: z.string(),
		tagline: z.string(),
		story: z.string(),
		town: z.string(),
		country: z.string(),
		colours: z.tuple([z.string(), z.string()]),
		currency: z.string(),
		opened_at: z.string(),
	})
	.meta({ id: 'Shop' }) satisfies z.ZodType<ShopView>;
