/** What a maker's shop is. Its schemas are in shop-schema.ts, so that pages need not carry them. */
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

export const shopUrl = (shop: { slug: string }): string => `/shop/${shop.slug}`;

/** "Ghent, Belgium", as the reader's language writes the country; empty when the maker says nothing. */
export function placeOf(shop: { town: string; country: string }, locale = 'en'): string {
	const country = shop.country && new Intl.DisplayNames(locale, { type: 'region' }).of(shop.country);
	return [shop.town, country].filter(Boolean).join(', ');
}
