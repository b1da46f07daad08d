import { sql } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';
import type { Category, ProductFilter, ProductView } from '../product.ts';
import { readListCursor, writeListCursor, type ListCursor } from './list-cursor.ts';
import { productColumns, toViews, variantsOf, type ProductRow } from './product-views.ts';
import { searchExpression } from './search-words.ts';
import { anyProducts, visible, visibleProducts } from './visibility.ts';

export type ProductPage = { items: ProductView[]; next_cursor: string | null };

/**
 * One page of what the market shows, three statements. `limit` is at most 100; `min_price` and `max_price` are minor units.
 * @throws {Refusal} invalid_input for a forged cursor
 */
export async function findProducts(filter: ProductFilter): Promise<ProductPage> {
	const { sort = 'newest', limit = 24 } = filter;
	const after = filter.cursor ? readListCursor(filter.cursor, sort) : null;
	const words = filter.q?.trim() ? searchExpression(filter.q) : undefined;
	if (words === null) return { items: [], next_cursor: null };

	// The page's ids first, from `products` alone in the order of an index; everything else for these few rows only.
	let ids = db.selectFrom('products').select('products.id').where(visible);
	if (words)
		ids = ids.where(
			sql<boolean>`match(products.name, products.description, products.keywords) against (${words} in boolean mode)`,
		);
	if (filter.category)
		ids = ids.where('products.category_id', '=', (eb) =>
			eb.selectFrom('categories').select('categories.id').where('categories.slug', '=', filter.category!),
		);
	if (filter.shop)
		ids = ids.where('products.shop_id', '=', (eb) =>
			eb.selectFrom('shops').select('shops.id').where('shops.slug', '=', filter.shop!),
		);
	if (filter.min_price !== undefined) ids = ids.where('products.price_amount', '>=', filter.min_price);
	if (filter.max_price !== undefined) ids = ids.where('products.price_amount', '<=', filter.max_price);
	if (filter.in_stock)
		ids = ids.where(
			sql<boolean>`(select max(stock.on_hand > stock.held) from variants
				inner join stock on stock.variant_id = variants.id
				where variants.product_id = products.id and variants.active = 1) = 1`,
		);

	const [column, direction] =
		sort === 'newest'
			? (['products.listed_at', 'desc'] as const)
			: (['products.price_amount', sort === 'price_asc' ? 'asc' : 'desc'] as const);
	if (after) {
		const key = sort === 'newest' ? new Date(after.key) : Number(after.key);
		const beyond = direction === 'asc' ? '>' : '<';
		ids = ids.where((eb) =>
			eb.or([eb(column, beyond, key), eb.and([eb(column, '=', key), eb('products.id', beyond, after.id)])]),
		);
	}
	const pageOfIds = ids
		.orderBy(column, direction)
		.orderBy('products.id', direction)
		.limit(limit + 1)
		.as('page');
	const rows = await anyProducts()
		.innerJoin(pageOfIds, 'page.id', 'products.id')
		.select(productColumns)
		.orderBy(column, direction)
		.orderBy('products.id', direction)
		.execute();
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		items: await toViews(page),
		next_cursor: last && rows.length > limit ? writeListCursor(sort, endOf(last, sort)) : null,
	};
}

function endOf(row: ProductRow, sort: ProductFilter['sort']): ListCursor {
	return { key: sort === 'newest' ? row.listed_at.toISOString() : row.price_amount, id: row.id };
}

/** A product that the market shows, or null. */
export async function findProduct(id: string): Promise<ProductView | null> {
	const rows = await visibleProducts().select(productColumns).where('products.id', '=', id).execute();
	return (await toViews(rows))[0] ?? null;
}

/** A product whatever its state, for its maker and for admins. */
export async function findAnyProduct(id: string, on: Tx | typeof db = db): Promise<ProductView | null> {
	const rows = await anyProducts(on).select(productColumns).where('products.id', '=', id).execute();
	return (await toViews(rows, on))[0] ?? null;
}

/** Whether it was there once and its maker took it away, while the shop is still to be seen. */
export async function wasRemoved(
	id: string,
): Promise<{ name: string; shop: { name: string; slug: string } } | null> {
	const row = await anyProducts()
		.select(['products.name', 'shops.name as shop_name', 'shops.slug as shop_slug'])
		.where('products.id', '=', id)
		.where('products.status', '=', 'removed')
		.where('shops.status', '=', 'open')
		.where('users.status', '=', 'active')
		.executeTakeFirst();
	return row ? { name: row.name, shop: { name: row.shop_name, slug: row.shop_slug } } : null;
}

/** What a shop lists, newest first, for its maker: everything that is not removed. */
export async function productsOfShop(shopId: string, limit = 200): Promise<ProductView[]> {
	const rows = await anyProducts()
		.select(productColumns)
		.where('products.shop_id', '=', shopId)
		.where('products.status', 'in', ['draft', 'active', 'taken_down'])
		.orderBy('products.listed_at', 'desc')
		.orderBy('products.id', 'desc')
		.limit(limit)
		.execute();
	return await toViews(rows);
}

export async function categories(): Promise<Category[]> {
	return await db.selectFrom('categories').select(['slug', 'name']).orderBy('position').execute();
}

export async function freshlyListed(limit: number): Promise<ProductView[]> {
	return (await findProducts({ limit })).items;
}

/** What the market's keepers put in the window, newest first. */
export async function featured(limit: number): Promise<ProductView[]> {
	const rows = await visibleProducts()
		.select(productColumns)
		.where('products.featured', '=', 1)
		.orderBy('products.listed_at', 'desc')
		.orderBy('products.id', 'desc')
		.limit(limit)
		.execute();
	return await toViews(rows);
}

export type StockFrame = {
	product_id: string;
	/** The market does not show it (any more). */
	gone: boolean;
	variants: {
		id: string;
		available: number;
		held: number;
		version: number;
		next_free_at: string | null;
	}[];
};

/** The counts of these products as they are now, for the live counts: two statements. An unknown one is gone. */
export async function readStockFrames(productIds: string[]): Promise<StockFrame[]> {
	if (productIds.length === 0) return [];
	const shown = await visibleProducts()
		.select('products.id')
		.where('products.id', 'in', productIds)
		.execute();
	const there = new Set(shown.map((row) => row.id));
	const variants = there.size > 0 ? await variantsOf([...there], db) : [];
	return productIds.map((id) => ({
		product_id: id,
		gone: !there.has(id),
		variants: variants
			.filter((variant) => variant.product_id === id)
			.map(({ id: variantId, available, held, version, next_free_at }) => ({
				id: variantId,
				available,
				held,
				version,
				next_free_at: next_free_at?.toISOString() ?? null,
			})),
	}));
}

/** Addresses of everything shown, for the sitemap: at most `limit`, newest first. */
export async function sitemapEntries(
	limit: number,
): Promise<{ id: string; slug: string; updated_at: Date }[]> {
	return await visibleProducts()
		.select(['products.id', 'products.slug', 'products.updated_at'])
		.orderBy('products.listed_at', 'desc')
		.limit(limit)
		.execute();
}

/** The slugs of these products, whatever their state, for links to them. */
export async function slugsOfProducts(ids: string[], on: Tx | typeof db = db): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await on.selectFrom('products').select(['id', 'slug']).where('id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, row.slug]));
}
