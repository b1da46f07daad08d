/** What a maker's shop is, and what may be said about it. */
import { z } from 'zod';
import { COLOUR_PATTERN, contrast } from '#lib/colour.ts';
import { textBlock, textLine } from '#lib/text.ts';

export type ShopStatus = 'open' | 'closed' | 'suspended';

/** A shop as anybody may see it. */
export type ShopView = {
	id: string;
	slug: string;
	url: string;
	name: string;
	tagline: string;
	story: string;
	town: string;
	/** ISO 3166-1 alpha-2, or empty. */
	country: string;
	/** The two colours of its awning, `#rrggbb`. */
	colours: [string, string];
	currency: string;
	/** ISO 8601 UTC. */
	opened_at: string;
};

/** Below this the awning's stripes cannot be told apart. */
export const LEAST_STRIPE_CONTRAST = 1.6;

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

export const shopUrl = (shop: { slug: string }): string => `/shop/${shop.slug}`;

/** "Ghent, Belgium", as the reader's language writes the country; empty when the maker says nothing. */
export function placeOf(shop: { town: string; country: string }, locale = 'en'): string {
	const country = shop.country && new Intl.DisplayNames(locale, { type: 'region' }).of(shop.country);
	return [shop.town, country].filter(Boolean).join(', ');
}

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
