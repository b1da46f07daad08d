/** What a maker sees of their own table. Every query starts from the shop of whoever asks. */
import { db } from '#lib/server/db.ts';
import { shopOfUser, type OwnShop } from '#shops/server/queries.ts';
import type { PictureView, ProductView } from '../../product.ts';
import { toPicture } from '../product-views.ts';
import { findAnyProduct, productsOfShop } from '../queries.ts';

export async function ownShopAndProducts(
	userId: string,
): Promise<{ shop: OwnShop | null; products: ProductView[] }> {
	const shop = await shopOfUser(userId);
	return { shop, products: shop ? await productsOfShop(shop.id) : [] };
}

export type OwnPicture = {
	id: string;
	status: 'processing' | 'ready' | 'refused';
	/** Why it was refused. */
	reason: string | null;
	alt: string;
	picture: PictureView | null;
};

export type OwnProduct = {
	product: ProductView;
	/** Why an admin took it down. */
	reason: string | null;
	pictures: OwnPicture[];
};

/** A product of the member's own shop that is not removed, or null: another's is not there. */
export async function ownProduct(userId: string, productId: string): Promise<OwnProduct | null> {
	const product = await findAnyProduct(productId);
	if (!product || product.seller_id !== userId || product.status === 'removed') return null;
	const [row, pictures] = [
		await db
			.selectFrom('products')
			.select('status_reason')
			.where('id', '=', productId)
			.executeTakeFirstOrThrow(),
		await db
			.selectFrom('product_pictures')
			.selectAll()
			.where('product_id', '=', productId)
			.orderBy('position')
			.orderBy('id')
			.execute(),
	];
	return {
		product,
		reason: row.status_reason,
		pictures: pictures.map((picture) => ({
			id: picture.id,
			status: picture.status as OwnPicture['status'],
			reason: picture.status_reason,
			alt: picture.alt,
			picture: picture.status === 'ready' ? toPicture(picture) : null,
		})),
	};
}
