/** From rows to what the wire and the pages show: three statements for any number of products. */
import { sql } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';
import { type PictureView, type ProductStatus, type ProductView, type VariantView } from '../product.ts';
import { productUrl } from '../product-url.ts';
import { anyProducts } from './visibility.ts';

/** What a list or a page reads of each product; `key` columns for cursors included. */
export const productColumns = [
	'products.id',
	'products.slug',
	'products.name',
	'products.description',
	'products.tags',
	'products.materials',
	'products.price_amount',
	'products.currency',
	'products.status',
	'products.featured',
	'products.shipping_profile_id',
	'products.listed_at',
	'categories.slug as category_slug',
	'categories.name as category_name',
	'shops.id as shop_id',
	'shops.user_id',
	'shops.slug as shop_slug',
	'shops.name as shop_name',
	'shops.town',
	'shops.country',
	'shops.colour_a',
	'shops.colour_b',
] as const;

const _rows = () => anyProducts().select(productColumns).execute();
export type ProductRow = Awaited<ReturnType<typeof _rows>>[number];

export async function toViews(rows: ProductRow[], on: Tx | typeof db = db): Promise<ProductView[]> {
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.id);
	const [variants, pictures] = [await variantsOf(ids, on), await picturesOf(ids, on)];
	return rows.map((row) => {
		const own = variants.filter((variant) => variant.product_id === row.id);
		return {
			id: row.id,
			slug: row.slug,
			url: productUrl(row),
			name: row.name,
			description: row.description,
			price: { amount: row.price_amount, currency: row.currency },
			category: { slug: row.category_slug, name: row.category_name },
			tags: JSON.parse(row.tags) as string[],
			materials: JSON.parse(row.materials) as string[],
			seller_id: row.user_id,
			shop: {
				id: row.shop_id,
				slug: row.shop_slug,
				name: row.shop_name,
				town: row.town,
				country: row.country,
				colours: [row.colour_a, row.colour_b],
			},
			stock: own.reduce((sum, variant) => sum + variant.available, 0),
			variants: own.map((variant): VariantView => ({
				id: variant.id,
				options: JSON.parse(variant.options) as Record<string, string>,
				sku: variant.sku,
				price: { amount: variant.price_amount, currency: row.currency },
				stock: variant.available,
				held: variant.held,
				version: variant.version,
				next_free_at: variant.next_free_at?.toISOString() ?? null,
			})),
			pictures: pictures.filter((picture) => picture.product_id === row.id).map(toPicture),
			status: row.status as ProductStatus,
			featured: row.featured === 1,
			shipping_profile: row.shipping_profile_id,
			listed_at: row.listed_at.toISOString(),
		};
	});
}

/**
 * When the soonest hold on a variant ends by itself, read with its count, in one statement, so that the two go together.
 * Looked up only where nothing is free. An overdue hold is still a hold: the time is then past.
 */
export const nextFree = sql<Date | null>`case when stock.held > 0 and stock.on_hand <= stock.held then (
	select min(holds.expires_at) from holds
	where holds.variant_id = stock.variant_id and holds.status = 'active'
) end`;

/** The variants on sale of these products with their counts as they are now. */
export async function variantsOf(productIds: string[], on: Tx | typeof db = db) {
	return await on
		.selectFrom('variants')
		.innerJoin('stock', 'stock.variant_id', 'variants.id')
		.select([
			'variants.id',
			'variants.product_id',
			'variants.options',
			'variants.sku',
			'variants.price_amount',
			'stock.held',
			'stock.version',
			sql<number>`stock.on_hand - stock.held`.as('available'),
			nextFree.as('next_free_at'),
		])
		.where('variants.product_id', 'in', productIds)
		.where('variants.active', '=', 1)
		.orderBy('variants.product_id')
		.orderBy('variants.position')
		.execute();
}

export async function picturesOf(productIds: string[], on: Tx | typeof db) {
	return await on
		.selectFrom('product_pictures')
		.select(['product_id', 'src', 'widths', 'width', 'height', 'alt', 'placeholder'])
		.where('product_id', 'in', productIds)
		.where('status', '=', 'ready')
		.orderBy('product_id')
		.orderBy('position')
		.execute();
}

export function toPicture(row: {
	src: string | null;
	widths: string;
	width: number;
	height: number;
	alt: string;
	placeholder: string | null;
}): PictureView {
	return {
		src: row.src ?? '',
		widths: row.widths.split(',').filter(Boolean).map(Number),
		alt: row.alt,
		placeholder: row.placeholder,
		width: row.width,
		height: row.height,
	};
}
