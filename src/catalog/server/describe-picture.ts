import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnPicture, tellOfProduct } from './product-lock.ts';

/**
 * Says in words what a picture shows, for those who do not see it.
 * @throws {Refusal} not_found
 */
export async function describePicture(
	actor: Actor,
	productId: string,
	pictureId: string,
	alt: string,
): Promise<void> {
	await transaction(async (tx) => {
		await lockOwnPicture(tx, productId, pictureId, actor);
		await tx.updateTable('product_pictures').set({ alt }).where('id', '=', pictureId).execute();
		await tellOfProduct(tx, productId, (about, version) =>
			record(tx, { type: 'product.changed', id: productId, version, data: about }),
		);
	});
}
