/** A product's row under lock, and the telling of what was done with it. */
import { sql } from 'kysely';
import type { EventData } from '#events/catalogue.ts';
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import type { ShopAct } from '#shops/permissions.ts';
import { needRole } from '#shops/server/queries/seats.ts';
import type { ProductStatus } from '../product.ts';

export type LockedProduct = {
	id: string;
	shop_id: string;
	name: string;
	currency: string;
	status: ProductStatus;
	category_name: string;
	tags: string[];
	materials: string[];
};

/** @throws {Refusal} not_found when it is removed or was never there */
export async function lockProduct(tx: Tx, productId: string): Promise<LockedProduct> {
	const product = await tx
		.selectFrom('products')
		.select(['id', 'shop_id', 'category_id', 'name', 'currency', 'status', 'tags', 'materials'])
		.where('id', '=', productId)
		.where('status', '!=', 'removed')
		.forUpdate()
		.executeTakeFirst();
	if (!product) throw new Refusal('not_found');
	const category = await tx
		.selectFrom('categories')
		.select('name')
		.where('id', '=', product.category_id)
		.executeTakeFirstOrThrow();
	return {
		...product,
		status: product.status as ProductStatus,
		category_name: category.name,
		tags: JSON.parse(product.tags) as string[],
		materials: JSON.parse(product.materials) as string[],
	};
}

/**
 * The same for a product of a shop that the member works in: another's product is not there, so that nobody learns whether it
 * exists.
 * @throws {Refusal} not_found; forbidden for a role that may not
 */
export async function lockOwnProduct(
	tx: Tx,
	productId: string,
	actor: Actor,
	act: ShopAct = 'products.edit',
): Promise<LockedProduct> {
	const product = await lockProduct(tx, productId);
	await needRole(product.shop_id, actor, act, tx);
	return product;
}

/** Raises the version of the product (its row is locked by this) and hands what an event says of it to `tell`. */
export async function tellOfProduct(
	tx: Tx,
	productId: string,
	tell: (about: EventData<'product.changed'>, version: number) => Promise<void>,
): Promise<void> {
	await tx
		.updateTable('products')
		.set({ version: sql`version + 1` })
		.where('id', '=', productId)
		.execute();
	const row = await tx
		.selectFrom('products')
		.innerJoin('shops', 'shops.id', 'products.shop_id')
		.select([
			'products.version',
			'products.shop_id',
			'shops.name as shop_name',
			'products.name',
			'products.slug',
			'products.price_amount',
			'products.currency',
		])
		.where('products.id', '=', productId)
		.executeTakeFirstOrThrow();
	await tell(
		{
			shop_id: row.shop_id,
			shop_name: row.shop_name,
			name: row.name,
			slug: row.slug,
			price: { amount: row.price_amount, currency: row.currency },
		},
		row.version,
	);
}

/**
 * A picture of such a product, the product locked.
 * @throws {Refusal} not_found; forbidden for a role that may not
 */
export async function lockOwnPicture(
	tx: Tx,
	productId: string,
	pictureId: string,
	actor: Actor,
): Promise<{ upload_key: string | null }> {
	await lockOwnProduct(tx, productId, actor);
	const picture = await tx
		.selectFrom('product_pictures')
		.select('upload_key')
		.where('id', '=', pictureId)
		.where('product_id', '=', productId)
		.executeTakeFirst();
	if (!picture) throw new Refusal('not_found');
	return picture;
}
