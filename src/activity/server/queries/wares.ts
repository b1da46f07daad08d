import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { ListQuery } from '../../admin-input.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 50;

/** Products in whatever state, from the newest to the oldest. */
export async function listProducts({ q, status, cursor }: ListQuery) {
	let rows = db
		.selectFrom('products')
		.innerJoin('shops', 'shops.id', 'products.shop_id')
		.innerJoin('users', 'users.id', 'shops.user_id')
		.innerJoin('categories', 'categories.id', 'products.category_id')
		.select(['products.id', 'products.name', 'products.slug', 'products.status', 'products.status_reason'])
		.select(['products.price_amount', 'products.currency', 'products.listed_at'])
		.select(['shops.name as shop_name', 'shops.slug as shop_slug', 'users.id as seller_id'])
		.select(['users.status as seller_status', 'categories.name as category'])
		.select((eb) =>
			eb
				.selectFrom('stock')
				.select(sql<number>`coalesce(sum(on_hand - held), 0)`.as('n'))
				.whereRef('stock.product_id', '=', 'products.id')
				.as('available'),
		)
		.orderBy('products.id', 'desc')
		.limit(PAGE + 1);
	const { start, part, plain } = searchTerms(q);
	if (q)
		rows = rows.where((eb) =>
			eb.or([
				eb('products.name', 'like', part),
				eb('shops.name', 'like', start),
				eb('shops.slug', '=', plain),
				eb('products.id', '=', plain),
			]),
		);
	if (status) rows = rows.where('products.status', '=', status);
	if (cursor) rows = rows.where('products.id', '<', cursor);
	const found = await rows.execute();
	const items = found.slice(0, PAGE).map((row) => ({
		id: row.id,
		name: row.name,
		url: `/product/${row.id}-${row.slug}`,
		status: row.status,
		status_reason: row.status_reason,
		price: { amount: row.price_amount, currency: row.currency },
		available: Number(row.available ?? 0),
		category: row.category,
		shop: { name: row.shop_name, slug: row.shop_slug },
		seller: { id: row.seller_id, status: row.seller_status },
		listed_at: row.listed_at.toISOString(),
	}));
	return { items, next_cursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}
export type ProductRow = Awaited<ReturnType<typeof listProducts>>['items'][number];

/** Why a product is not to be seen, as its maker is told. */
export async function readStatusReason(productId: string): Promise<string | null> {
	const row = await db
		.selectFrom('products')
		.select('status_reason')
		.where('id', '=', productId)
		.executeTakeFirst();
	return row?.status_reason ?? null;
}
