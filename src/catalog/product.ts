/**
 * What a product is: something a shop lists, in one or more variants that each have a price and a stock of their own.
 * The shapes here are the wire's: snake_case, money in minor units.
 */
import { z } from 'zod';
import { textBlock, textLine } from '#lib/text.ts';
import type { Money } from '#lib/money.ts';
import { SLUG_PATTERN } from '#lib/slug.ts';
import { ID_PATTERN } from '#lib/ids.ts';

export type ProductStatus = 'draft' | 'active' | 'removed' | 'taken_down';

export type VariantView = {
	id: string;
	/** Option name to value, such as `{ Glaze: 'Celadon' }`; empty for the only variant. */
	options: Record<string, string>;
	sku: string | null;
	price: Money;
	/** How many can be bought now. */
	stock: number;
	/** How many are in somebody's checkout. */
	held: number;
	/** Rises with every change of the count. */
	version: number;
	/** When the soonest of those checkouts ends by itself, if nothing can be bought now; ISO 8601 UTC, or null. */
	next_free_at: string | null;
};

export type PictureView = {
	/** Address without width and ending: `<src>-640.avif`. */
	src: string;
	widths: number[];
	alt: string;
	/** Data address of a tiny blur, shown until the picture is there. */
	placeholder: string | null;
	width: number;
	height: number;
};

/** A product as anybody may see it. */
export type ProductView = {
	id: string;
	slug: string;
	url: string;
	name: string;
	description: string;
	/** The lowest of its variants'. */
	price: Money;
	category: { slug: string; name: string };
	/** What it is found by. */
	tags: string[];
	materials: string[];
	seller_id: string;
	shop: {
		id: string;
		slug: string;
		name: string;
		town: string;
		country: string;
		colours: [string, string];
	};
	/** How many can be bought now, over all variants. */
	stock: number;
	variants: VariantView[];
	pictures: PictureView[];
	status: ProductStatus;
	featured: boolean;
	/** How it is sent; null: by the shop's default profile. */
	shipping_profile: string | null;
	/** ISO 8601 UTC. */
	listed_at: string;
};

export type Category = { slug: string; name: string };

/** The id in `/product/{id}-{slug}`, and the slug as it was asked for; null if it is no such address. */
export function parseProductAddress(address: string): { id: string; slug: string } | null {
	const [id, slug] = [address.slice(0, 26), address.slice(27)];
	if (!ID_PATTERN.test(id) || (address.length > 26 && address[26] !== '-')) return null;
	return { id, slug };
}

export const MOST_PRICE = 10_000_000;
export const MOST_STOCK = 100_000;
export const MOST_VARIANTS = 50;
export const MOST_PICTURES = 10;
export const MOST_WORDS = 13;
export const MOST_PICTURE_BYTES = 12 * 1024 * 1024;

const wholePrice = z
	.int('Give the price as a whole number of the smallest unit, such as cents')
	.min(1, 'A price is at least 1')
	.max(MOST_PRICE, `A price is at most ${MOST_PRICE}`);

/** A whole number of the shop's smallest currency unit, or the same with its currency. */
export const priceInput = z.union(
	[wholePrice, z.strictObject({ amount: wholePrice, currency: z.string().regex(/^[A-Z]{3}$/) })],
	{
		error: `Give the price as a whole number of the smallest unit from 1 to ${MOST_PRICE}, or { amount, currency }`,
	},
);

export const stockInput = z
	.int('Give the stock as a whole number')
	.min(0, 'A stock is at least 0')
	.max(MOST_STOCK, `A stock is at most ${MOST_STOCK}`);

const options = z
	.record(textLine(1, 40), textLine(1, 60))
	.refine((all) => Object.keys(all).length <= 3, 'At most 3 options')
	.refine((all) => !Object.hasOwn(all, '__proto__'), 'This option name cannot be kept')
	.refine(
		(all) => new Set(Object.keys(all).map((name) => name.toLowerCase())).size === Object.keys(all).length,
		'Two options have the same name',
	);

const sku = textLine(1, 64).nullable();

const newVariant = z.strictObject({
	options: options.default({}),
	sku: sku.optional(),
	price: priceInput.optional(),
	stock: stockInput,
});

/** Words of one kind, such as tags; commas part them where they are typed or exported. */
const words = z
	.array(textLine(1, 40).refine((word) => !word.includes(','), 'Write each without a comma'))
	.max(MOST_WORDS, `At most ${MOST_WORDS}`)
	.refine(
		(all) => new Set(all.map((word) => word.toLowerCase())).size === all.length,
		'One of these stands here twice',
	);

const productText = {
	name: textLine(1, 140),
	description: textBlock(1, 10_000),
	price: priceInput,
	/** A category's slug. */
	category: z.string('Choose a category').max(80).regex(SLUG_PATTERN, 'There is no such category'),
	/** A shipping profile's id; null: the shop's default. */
	shipping_profile: z
		.string('Give a shipping profile’s id')
		.regex(ID_PATTERN, 'There is no such shipping profile')
		.nullable(),
	tags: words,
	materials: words,
};

/** How a product is written: with a `stock`, or with `variants` that each have theirs. */
export const newProductInput = z
	.strictObject({
		...productText,
		price: priceInput.optional(),
		shipping_profile: productText.shipping_profile.optional(),
		tags: words.optional(),
		materials: words.optional(),
		stock: stockInput.optional(),
		variants: z
			.array(newVariant)
			.min(1, 'Give at least one variant')
			.max(MOST_VARIANTS, `At most ${MOST_VARIANTS} variants`)
			.optional(),
	})
	.superRefine((product, context) => {
		const wrong = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (product.variants && product.stock !== undefined)
			wrong(['stock'], 'The stock stands with the variants');
		if (!product.variants && product.stock === undefined) wrong(['stock'], 'Give the stock');
		if (!product.variants && product.price === undefined) wrong(['price'], 'Give the price');
		if (product.price === undefined)
			product.variants?.forEach((variant, at) => {
				if (variant.price === undefined) wrong(['variants', at, 'price'], 'Give the price');
			});
		checkOptions(product.variants ?? [], wrong);
	});
export type NewProductInput = z.infer<typeof newProductInput>;

const changedVariant = z.strictObject({
	/** An existing variant's id; without one it is a new variant. */
	id: z.string().regex(ID_PATTERN, 'There is no such variant').optional(),
	options: options.default({}),
	sku: sku.optional(),
	price: priceInput,
	stock: stockInput.optional(),
	/** The count that `stock` was decided by; when it has changed meanwhile, nothing is written. */
	stock_was: stockInput.optional(),
});
export type ChangedVariant = z.infer<typeof changedVariant>;

/** What may be changed; what is not named stays as it is. `variants`, when given, are all there shall be. */
export const productChange = z
	.strictObject({
		...productText,
		stock: stockInput,
		stock_was: stockInput,
		variants: z
			.array(changedVariant)
			.min(1, 'Keep at least one variant')
			.max(MOST_VARIANTS, `At most ${MOST_VARIANTS} variants`),
	})
	.partial()
	.superRefine((change, context) => {
		const wrong = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (Object.keys(change).length === 0) wrong([], 'Name something to change');
		if (change.stock_was !== undefined && change.stock === undefined)
			wrong(['stock'], 'Give the stock that it shall be');
		if (change.variants && change.stock !== undefined) wrong(['stock'], 'The stock stands with the variants');
		if (change.variants && change.price !== undefined) wrong(['price'], 'The price stands with the variants');
		change.variants?.forEach((variant, at) => {
			if (!variant.id && variant.stock === undefined) wrong(['variants', at, 'stock'], 'Give the stock');
			if (variant.stock_was !== undefined && (!variant.id || variant.stock === undefined))
				wrong(['variants', at, 'stock_was'], 'This goes with the new stock of a variant that is there');
		});
		const ids = (change.variants ?? []).flatMap((variant) => variant.id ?? []);
		if (new Set(ids).size < ids.length) wrong(['variants'], 'A variant stands here twice');
		checkOptions(change.variants ?? [], wrong);
	});
export type ProductChange = z.infer<typeof productChange>;

/** Variants are told apart by the same options, each in another combination; "Small" and "small" are one. */
function checkOptions(
	variants: { options: Record<string, string> }[],
	wrong: (path: (string | number)[], message: string) => void,
): void {
	const names = (variant: { options: Record<string, string> }) =>
		Object.keys(variant.options).sort().join('\n');
	const seen = new Set<string>();
	variants.forEach((variant, at) => {
		if (names(variant) !== names(variants[0]!))
			wrong(['variants', at, 'options'], 'Each variant needs the same options');
		const key = JSON.stringify(Object.entries(variant.options).sort()).toLowerCase();
		if (seen.has(key)) wrong(['variants', at, 'options'], 'Another variant has the very same options');
		seen.add(key);
	});
}

/**
 * An input price in minor units.
 * @returns null when it is written in another currency than the shop sells in
 */
export function amountOf(price: z.infer<typeof priceInput>, currency: string): number | null {
	if (typeof price === 'number') return price;
	return price.currency === currency ? price.amount : null;
}

export const SORTS = ['newest', 'price_asc', 'price_desc'] as const;
export type Sort = (typeof SORTS)[number];

const amount = z
	.string()
	.regex(/^\d{1,9}$/, 'Give a whole number of the smallest unit')
	.transform(Number);

/** The query of a product list, as text in an address. */
export const productQuery = z.strictObject({
	q: z
		.string()
		.max(200, 'At most 200 characters')
		.refine((text) => text.isWellFormed() && !text.includes('\0'), 'This is not text')
		.optional(),
	category: z.string().max(80).regex(SLUG_PATTERN, 'Give a category’s slug').optional(),
	shop: z.string().max(80).regex(SLUG_PATTERN, 'Give a shop’s slug').optional(),
	min_price: amount.optional(),
	max_price: amount.optional(),
	in_stock: z
		.enum(['true', 'false'], 'Say true or false')
		.transform((value) => value === 'true')
		.optional(),
	sort: z.enum(SORTS, `One of ${SORTS.join(', ')}`).optional(),
	cursor: z.string().max(300).optional(),
	limit: z
		.string()
		.regex(/^(?:[1-9]\d?|100)$/, 'From 1 to 100')
		.transform(Number)
		.optional(),
});
export type ProductFilter = z.infer<typeof productQuery>;
