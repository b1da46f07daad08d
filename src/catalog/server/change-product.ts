import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import type { ProductChange, ProductView } from '../product.ts';
import { lockOwnProduct } from './product-lock.ts';
import { findAnyProduct } from './queries.ts';
import { editProduct } from './steps/edit-product.ts';

/**
 * Changes a product of the member's own shop; its counts too, if they are still what they were.
 * @throws {Refusal} not_found for another's product; invalid_input; stale; too_many_requests
 */
export async function changeProduct(
	actor: Actor,
	productId: string,
	change: ProductChange,
): Promise<ProductView> {
	await limit('change-product', actor.id, { points: 240, seconds: 60 });
	return await transaction(async (tx) => {
		await lockOwnProduct(tx, productId, actor);
		await editProduct(tx, { productId, change, actorId: actor.id });
		const product = await findAnyProduct(productId, tx);
		if (!product) throw new Error('The product that was just changed is not there');
		return product;
	});
}
