import type { Shopper } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { openBasket } from './open-basket.ts';
import { takeFromBasket } from './steps/basket.ts';

/**
 * Takes a thing out of somebody's basket, or from what they saved.
 * @throws {Refusal} not_found when it is not there; too_many_requests
 */
export async function removeBasketLine(shopper: Shopper, variantId: string): Promise<void> {
	await openBasket(shopper);
	await transaction(async (tx) => {
		if ((await takeFromBasket(tx, shopper.id, [variantId])) === 0) throw new Refusal('not_found');
	});
}
