import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnPicture, tellOfProduct } from './product-lock.ts';

/**
 * Moves a picture one place; the first one leads.
 * @throws {Refusal} not_found
 */
export async function movePicture(
	actor: Actor,
	productId: string,
	pictureId: string,
	way: 'earlier' | 'later',
): Promise<void> {
	await transaction(async (tx) => {
		await lockOwnPicture(tx, productId, pictureId, actor);
		const rows = await tx
			.selectFrom('product_pictures')
			.select('id')
			.where('product_id', '=', productId)
			.orderBy('position')
			.orderBy('id')
			.execute();
		const order = rows.map((row) => row.id);
		const from = order.indexOf(pictureId);
		const to = from + (way === 'earlier' ? -1 : 1);
		if (to < 0 || to >= order.length) return;
		order.splice(from, 1);
		order.splice(to, 0, pictureId);
		for (const [position, id] of order.entries())
			await tx.updateTable('product_pictures').set({ position }).where('id', '=', id).execute();
		await tellOfProduct(tx, productId, (about, version) =>
			record(tx, { type: 'product.changed', id: productId, version, data: about }),
		);
	});
}
