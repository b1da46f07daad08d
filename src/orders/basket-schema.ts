/** What may be said to a basket, and its answer as a schema. */
import { z } from 'zod';
import { moneySchema, productSchema } from '#catalog/product-schema.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import type { BasketView } from './basket.ts';
import { MOST_OF_ONE } from './order.ts';

const whole = z.int('Give a whole number').max(MOST_OF_ONE, `At most ${MOST_OF_ONE}`);
/** Set, never added; 0 takes the thing out. */
export const basketQuantity = whole.min(0, 'At least 0');

export const basketLineInput = z.strictObject({
	quantity: basketQuantity,
	saved: z.boolean('Say true or false').optional(),
});
export type BasketLineInput = z.infer<typeof basketLineInput>;

export const basketLineParams = z.object({ variant_id: z.string().regex(ID_PATTERN) });

const typed = (least: number) =>
	z
		.string('Give a whole number')
		.trim()
		.regex(/^\d{1,9}$/, 'Give a whole number')
		.transform(Number)
		.pipe(whole.min(least, `At least ${least}`));
const variant = z.string('Choose which one').regex(ID_PATTERN, 'Choose which one');

/** The product page's form; its product is only there for the other button. */
export const addToBasketForm = z.strictObject({
	variant,
	quantity: typed(1),
	product: z.string().optional(),
});
export const setLineForm = z.strictObject({ variant, quantity: typed(0) });
export const oneLineForm = z.strictObject({ variant });

const line = z.object({
	variant_id: z.string(),
	product_id: z.string(),
	title: z.string(),
	url: z.string().nullable().describe('Null when there is nothing to look at any more'),
	options: z.record(z.string(), z.string()),
	picture: productSchema.shape.pictures.element.nullable(),
	shop: z.object({
		id: z.string(),
		slug: z.string(),
		name: z.string(),
		colours: z.tuple([z.string(), z.string()]),
	}),
	quantity: z.int(),
	saved: z.boolean().describe('Saved for later: not bought with the rest'),
	price: moneySchema.describe('Of one, now; of a thing that is gone, as it was'),
	price_before: moneySchema.nullable().describe('When it was put in, where that has changed'),
	available: z.int().describe('How many can be bought now'),
	held: z.int().describe('How many are in somebody else’s checkout'),
	own_held: z
		.int()
		.describe('How many are in your own open checkout; counted among what is available to you'),
	stock_version: z.int(),
	trouble: z.enum(['gone', 'sold_out', 'fewer']).nullable(),
	total: moneySchema.describe('For as many as there are'),
	added_at: z.string().describe('ISO 8601, UTC'),
});

export const basketSchema = z
	.object({
		version: z.int().describe('Rises with every change'),
		pieces: z.int().describe('Pieces in it, without what is saved for later'),
		parts: z
			.array(
				z.object({
					currency: z.string(),
					shops: z.array(z.object({ shop: line.shape.shop, lines: z.array(line), subtotal: moneySchema })),
					subtotal: moneySchema,
					pieces: z.int().describe('Pieces that can be bought now'),
				}),
			)
			.describe('By currency: a checkout takes one'),
		saved: z.array(line),
	})
	.meta({ id: 'Basket' }) satisfies z.ZodType<BasketView>;
