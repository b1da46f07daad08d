/**
 * The one rule of what the market shows: the product is active, its shop is open, its maker's account is active. The list,
 * search, product page, sitemap, basket and live counts all read through it, so that a suspension hides everything at once
 * and its end brings exactly the same things back.
 */
import { sql, type SqlBool } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';

/** Every product with its shop, maker and category, in whatever state. */
export function anyProducts(on: Tx | typeof db = db) {
	return on
		.selectFrom('products')
		.innerJoin('shops', 'shops.id', 'products.shop_id')
		.innerJoin('users', 'users.id', 'shops.user_id')
		.innerJoin('categories', 'categories.id', 'products.category_id');
}

/**
 * True for what the market shows; for any query over `products`. A scalar subquery on purpose: as a join or an EXISTS the
 * optimizers turn it round and read every product of every shop before they sort the first page.
 */
export const visible = sql<SqlBool>`(products.status = 'active' and (
	select 1 from shops as its_shop inner join users as its_maker on its_maker.id = its_shop.user_id
	where its_shop.id = products.shop_id and its_shop.status = 'open' and its_maker.status = 'active'
) = 1)`;

/** The products that the market shows. */
export function visibleProducts(on: Tx | typeof db = db) {
	return anyProducts(on).where(visible);
}
