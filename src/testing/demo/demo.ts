/** What the demo market is made of. Pure data: the seed decides how it becomes rows. */

/** Everybody's on the demo market; the seed prints it. */
export const demoPassword = 'handmade every day';

export interface DemoShop {
	slug: string;
	name: string;
	/** Who signs in for it. */
	owner: { username: string; email: string };
	town: string;
	/** ISO 3166-1 alpha-2. */
	country: string;
	tagline: string;
	story: string;
	/** The awning's two stripes, '#RRGGBB', at least 3:1 against each other. */
	colours: [string, string];
}

export interface DemoVariant {
	options: Record<string, string>;
	/** Minor units of EUR. */
	price: number;
	stock: number;
	sku: string | null;
}

/** How a demo shop sends, minor units of EUR: to its own country, to the rest of Europe, everywhere else. */
export interface DemoDelivery {
	home: DemoRate;
	europe: DemoRate;
	/** null: it does not send outside Europe. */
	world: DemoRate | null;
}
export type DemoRate = { first: number; further: number; freeOver?: number; days: [number, number] };

export interface DemoCoupon {
	code: string;
	kind: 'percent' | 'fixed' | 'free_shipping';
	value: number;
	minimum: number;
	maxUses: number | null;
	maxUsesPerBuyer: number | null;
}

export interface DemoProduct {
	/** Also the key of its first picture. */
	slug: string;
	shop: string;
	category: string;
	name: string;
	description: string;
	materials: string;
	/** Minor units of EUR. */
	price: number;
	stock: number;
	/** How long before the seed runs it was listed. */
	hoursAgo: number;
	featured: boolean;
	/** What it comes in; none: as it is, at `price` and `stock`. */
	variants: DemoVariant[];
	/** Keys of `demoPictures`, the first one leads. */
	pictures: string[];
}

/** A product as its maker writes it down; the rest follows from where it stands. */
export type DemoListing = Omit<DemoProduct, 'category' | 'featured' | 'variants' | 'pictures'> & {
	featured?: true;
};

export interface DemoCategory {
	slug: string;
	name: string;
}

export interface DemoBuyer {
	username: string;
	email: string;
	/** Their name, as on a parcel. */
	name: string;
	town: string;
	country: string;
}
