/** What a maker sees of their own table. Every query starts from the shop of whoever asks. */
import type { Actor } from '#accounts/actor.ts';
import { db } from '#lib/server/db.ts';
import type { ShopRole } from '#shops/permissions.ts';
import { roleIn } from '#shops/server/queries/seats.ts';
import type { PictureView, ProductView } from '../../product.ts';
import { toPicture } from '../product-views.ts';
import { findAnyProduct } from '../queries.ts';

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
	/** What the member is in its shop. */
	role: ShopRole;
};

/** A product of a shop that the member works in and that is not removed, or null: another's is not there. */
export async function ownProduct(actor: Actor, productId: string): Promise<OwnProduct | null> {
	const product = await findAnyProduct(productId);
	if (!product || product.status === 'removed') return null;
	const role = await roleIn(product.shop.id, actor.id);
	if (!role) return null;
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
		role,
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
