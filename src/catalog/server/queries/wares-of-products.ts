/** Single variants with what a line about them says, shown by the market or not. */
import { sql } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';
import { productUrl } from '../../product-url.ts';
import { nextFree } from '../product-views.ts';
import { visible } from '../visibility.ts';

export type Ware = {
	variant_id: string;
	product_id: string;
	name: string;
	url: string;
	options: Record<string, string>;
	seller_id: string;
	shop: { name: string; colours: [string, string] };
	/** How many can be bought now, if it is shown. */
	available: number;
	held: number;
	next_free_at: Date | null;
	/** The market shows its product, and it is among what is sold of it. */
	shown: boolean;
};

/** Every variant there ever was of these products, in no order. */
export async function waresOfProducts(productIds: string[], on: Tx | typeof db = db): Promise<Ware[]> {
	if (productIds.length === 0) return [];
	const rows = await on
		.selectFrom('variants')
		.innerJoin('products', 'products.id', 'variants.product_id')
		.innerJoin('shops', 'shops.id', 'products.shop_id')
		.innerJoin('stock', 'stock.variant_id', 'variants.id')
		.select([
			'variants.id as variant_id',
			'variants.options',
			'products.id',
			'products.slug',
			'products.name',
			'shops.user_id as seller_id',
			'shops.name as shop_name',
			'shops.colour_a',
			'shops.colour_b',
			'stock.held',
			sql<number>`stock.on_hand - stock.held`.as('available'),
			nextFree.as('next_free_at'),
			sql<number>`${visible} and variants.active = 1`.as('shown'),
		])
		.where('products.id', 'in', productIds)
		.execute();
	return rows.map((row) => ({
		variant_id: row.variant_id,
		product_id: row.id,
		name: row.name,
		url: productUrl(row),
		options: JSON.parse(row.options) as Record<string, string>,
		seller_id: row.seller_id,
		shop: { name: row.shop_name, colours: [row.colour_a, row.colour_b] },
		available: row.available,
		held: row.held,
		next_free_at: row.next_free_at,
		shown: row.shown === 1,
	}));
}

/** Which product it is a variant of, or null. */
export async function productOfVariant(variantId: string): Promise<string | null> {
	const row = await db
		.selectFrom('variants')
		.select('product_id')
		.where('id', '=', variantId)
		.executeTakeFirst();
	return row?.product_id ?? null;
}
