/** The wire's answers as schemas: documentation of the API, kept equal to the types by the compiler. */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import type { Category, ProductView } from './product.ts';

export const moneySchema = z.object({ amount: z.int(), currency: z.string() }).meta({ id: 'Money' });

export const categorySchema = z
	.object({ slug: z.string(), name: z.string() })
	.meta({ id: 'Category' }) satisfies z.ZodType<Category>;

export const productSchema = z
	.object({
		id: z.string(),
		slug: z.string(),
		url: z.string(),
		name: z.string(),
		description: z.string(),
		price: moneySchema.describe('The lowest of its variants'),
		category: categorySchema,
		tags: z.array(z.string()),
		materials: z.array(z.string()),
		seller_id: z.string(),
		shop: z.object({
			id: z.string(),
			slug: z.string(),
			name: z.string(),
			town: z.string(),
			country: z.string(),
			colours: z.tuple([z.string(), z.string()]),
		}),
		stock: z.int().describe('How many can be bought now, over all variants'),
		variants: z.array(
			z.object({
				id: z.string(),
				options: z.record(z.string(), z.string()),
				sku: z.string().nullable(),
				price: moneySchema,
				stock: z.int(),
				held: z.int().describe('How many are in somebody’s checkout'),
				version: z.int().describe('Rises with every change of the count'),
				next_free_at: z.iso
					.datetime()
					.nullable()
					.describe('When the soonest of those checkouts ends by itself, if nothing can be bought now'),
			}),
		),
		pictures: z.array(
			z.object({
				src: z.string().describe('Address without width and ending: <src>-640.avif, <src>-640.webp'),
				widths: z.array(z.int()),
				alt: z.string(),
				placeholder: z.string().nullable(),
				width: z.int(),
				height: z.int(),
			}),
		),
		status: z.enum(['draft', 'active', 'removed', 'taken_down']),
		featured: z.boolean(),
		shipping_profile: z.string().nullable().describe('null: the shop’s default one'),
		listed_at: z.string(),
	})
	.meta({ id: 'Product' }) satisfies z.ZodType<ProductView>;

export const productPageSchema = z.object({
	items: z.array(productSchema),
	next_cursor: z.string().nullable(),
});

export const productParams = z.object({ id: z.string().regex(ID_PATTERN) });
