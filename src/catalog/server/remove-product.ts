import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnProduct } from './product-lock.ts';
import { withdrawProduct } from './steps.ts';

/**
 * Takes a product of the member's own shop off the market for good. Orders of it stay as they are.
 * @throws {Refusal} not_found for another's product, and for one that is removed already
 */
export async function removeProduct(actor: Actor, productId: string): Promise<void> {
	await transaction(async (tx) => {
		await lockOwnProduct(tx, productId, actor);
		await withdrawProduct(tx, productId);
	});
}
