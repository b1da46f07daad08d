import { unlink } from 'node:fs/promises';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { transaction } from '#lib/server/db.ts';
import { uploadPath } from './media.ts';
import { lockOwnPicture, tellOfProduct } from './product-lock.ts';

/**
 * Takes a picture off a product. The files made of it stay: an order's copy of it, or another product, may show them.
 * @throws {Refusal} not_found
 */
export async function removePicture(actor: Actor, productId: string, pictureId: string): Promise<void> {
	const key = await transaction(async (tx) => {
		const picture = await lockOwnPicture(tx, productId, pictureId, actor);
		await tx.deleteFrom('product_pictures').where('id', '=', pictureId).execute();
		await tellOfProduct(tx, productId, (about, version) =>
			record(tx, { type: 'product.changed', id: productId, version, data: about }),
		);
		return picture.upload_key;
	});
	if (key) await unlink(uploadPath(key)).catch(() => undefined);
}
