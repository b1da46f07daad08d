/** Writes inside a caller's transaction, and what an order reads of a product. Other rooms may call these. */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Db, Tx } from '#lib/server/db.ts';
import { lockProduct, tellOfProduct } from './product-lock.ts';
import { anyProducts, visible } from './visibility.ts';

/** Everything that an order line copies of a variant, as it is at this moment. */
export type ForSale = {
	productId: string;
	variantId: string;
	title: string;
	slug: string;
	options: Record<string, string>;
	sku: string | null;
	unitAmount: number;
	currency: string;
	shopId: string;
	shopName: string;
	/** The maker's user id. */
	sellerId: string;
	/** Address without width and ending, of the first picture. */
	pictureSrc: string | null;
	/** How it is sent; null: by the shop's default profile. */
	shippingProfileId: string | null;
	/** Whether the market shows it; what it does not show cannot be bought. */
	visible: boolean;
};

/**
 * The variants that are asked for, by their own ids or as all variants on sale of a product. What is not (or no longer)
 * there is left out.
 */
export async function readForSale(
	on: Db | Tx,
	asked: { variantIds?: string[]; productIds?: string[] },
): Promise<ForSale[]> {
	const { variantIds = [], productIds = [] } = asked;
	if (variantIds.length + productIds.length === 0) return [];
	const rows = await anyProducts(on)
		.innerJoin('variants', 'variants.product_id', 'products.id')
		.select((eb) => [
			'products.id as product_id',
			'variants.id as variant_id',
			'products.name',
			'products.slug',
			'variants.options',
			'variants.sku',
			'variants.price_amount',
			'products.currency',
			'products.shipping_profile_id',
			'shops.id as shop_id',
			'shops.name as shop_name',
			'shops.user_id',
			visible.as('visible'),
			eb
				.selectFrom('product_pictures')
				.select('product_pictures.src')
				.whereRef('product_pictures.product_id', '=', 'products.id')
				.where('product_pictures.status', '=', 'ready')
				.orderBy('product_pictures.position')
				.limit(1)
				.as('picture_src'),
		])
		.where('variants.active', '=', 1)
		.where((eb) =>
			eb.or([
				...(variantIds.length > 0 ? [eb('variants.id', 'in', variantIds)] : []),
				...(productIds.length > 0 ? [eb('products.id', 'in', productIds)] : []),
			]),
		)
		.orderBy('products.id')
		.orderBy('variants.position')
		.execute();
	return rows.map((row) => ({
		productId: row.product_id,
		variantId: row.variant_id,
		title: row.name,
		slug: row.slug,
		options: JSON.parse(row.options) as Record<string, string>,
		sku: row.sku,
		unitAmount: row.price_amount,
		currency: row.currency,
		shopId: row.shop_id,
		shopName: row.shop_name,
		sellerId: row.user_id,
		pictureSrc: row.picture_src,
		shippingProfileId: row.shipping_profile_id,
		visible: Boolean(row.visible),
	}));
}

/**
 * Removes a product for good, by its maker or an admin. Orders keep their copies of it.
 * @throws {Refusal} not_found
 */
export async function withdrawProduct(tx: Tx, productId: string, reason?: string): Promise<void> {
	await lockProduct(tx, productId);
	await setStatus(tx, productId, 'removed', reason ?? null);
	await tellOfProduct(tx, productId, (about, version) =>
		record(tx, {
			type: 'product.removed',
			id: productId,
			version,
			data: { ...about, product_id: productId },
		}),
	);
}

/**
 * Hides a product, by an admin; its maker sees the reason.
 * @throws {Refusal} not_found; not_possible when it is not on the market
 */
export async function takeDownProduct(tx: Tx, productId: string, reason: string): Promise<void> {
	const product = await lockProduct(tx, productId);
	if (product.status === 'taken_down')
		throw new Refusal('not_possible', { detail: 'It is taken down already' });
	await setStatus(tx, productId, 'taken_down', reason);
	await tellOfProduct(tx, productId, (about, version) =>
		record(tx, {
			type: 'product.removed',
			id: productId,
			version,
			data: { ...about, product_id: productId },
		}),
	);
}

/**
 * Shows a product again that was taken down.
 * @throws {Refusal} not_found; not_possible when it was not taken down
 */
export async function restoreProduct(tx: Tx, productId: string): Promise<void> {
	const product = await lockProduct(tx, productId);
	if (product.status !== 'taken_down') throw new Refusal('not_possible', { detail: 'It is not taken down' });
	await setStatus(tx, productId, 'active', null);
	await tellOfProduct(tx, productId, (about, version) =>
		record(tx, {
			type: 'product.restored',
			id: productId,
			version,
			data: { ...about, product_id: productId },
		}),
	);
}

async function setStatus(tx: Tx, productId: string, status: string, reason: string | null): Promise<void> {
	await tx
		.updateTable('products')
		.set({ status, status_reason: reason, updated_at: sql<Date>`now(3)` })
		.where('id', '=', productId)
		.execute();
}
