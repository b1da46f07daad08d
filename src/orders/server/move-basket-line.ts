import type { Shopper } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { openBasket } from './open-basket.ts';
import { lockBasket, refuseFull, tellOfBasket } from './steps/basket.ts';

/**
 * Saves a thing for later, or puts it back into the basket; also one that is gone, should it come back. Doing it again changes nothing.
 * @throws {Refusal} not_found when it is not theirs; invalid_input when there is no place; too_many_requests
 */
export async function moveBasketLine(
	shopper: Shopper,
	variantId: string,
	to: 'later' | 'basket',
): Promise<void> {
	await openBasket(shopper);
	const saved = Number(to === 'later');
	await transaction(async (tx) => {
		await lockBasket(tx, shopper.id);
		const line = await tx
			.selectFrom('basket_lines')
			.select(['id', 'saved_for_later'])
			.where('owner_id', '=', shopper.id)
			.where('variant_id', '=', variantId)
			.executeTakeFirst();
		if (!line) throw new Refusal('not_found');
		if (line.saved_for_later === saved) return;
		await refuseFull(tx, shopper.id, saved);
		await tx.updateTable('basket_lines').set({ saved_for_later: saved }).where('id', '=', line.id).execute();
		await tellOfBasket(tx, shopper.id);
	});
}
