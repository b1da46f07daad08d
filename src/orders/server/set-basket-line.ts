import { sql } from 'kysely';
import type { Shopper } from '#accounts/actor.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { openBasket } from './open-basket.ts';
import { lockBasket, refuseFull, takeFromBasket, tellOfBasket } from './steps/basket.ts';

/**
 * Sets how many of a thing lie in somebody's basket; 0 takes it out. Doing it again changes nothing. How many are left is not
 * asked: a basket claims nothing, and says itself what has run short.
 * @param saved whether it is saved for later; left out, it stays where it is, and what is new lies in the basket
 * @throws {Refusal} not_found for what is not for sale; own_product; invalid_input when the basket is full; too_many_requests
 */
export async function setBasketLine(
	shopper: Shopper,
	{
		variant_id: variantId,
		quantity,
		saved,
	}: { variant_id: string; quantity: number; saved?: boolean | undefined },
): Promise<void> {
	await openBasket(shopper);
	await transaction(async (tx) => {
		if (quantity === 0) {
			await takeFromBasket(tx, shopper.id, [variantId]);
			return;
		}
		const [thing] = await readForSale(tx, { variantIds: [variantId] });
		if (!thing?.visible) throw new Refusal('not_found');
		if (thing.sellerId === shopper.id) throw new Refusal('own_product');
		await lockBasket(tx, shopper.id);
		const line = await tx
			.selectFrom('basket_lines')
			.selectAll()
			.where('owner_id', '=', shopper.id)
			.where('variant_id', '=', variantId)
			.executeTakeFirst();
		// Whoever sets it has seen what it costs now.
		const now = {
			quantity,
			saved_for_later: Number(saved ?? line?.saved_for_later === 1),
			seen_amount: thing.unitAmount,
			seen_currency: thing.currency,
		};
		if (line && Object.entries(now).every(([key, value]) => line[key as keyof typeof now] === value)) return;
		if (line?.saved_for_later !== now.saved_for_later) await refuseFull(tx, shopper.id, now.saved_for_later);
		if (line) await tx.updateTable('basket_lines').set(now).where('id', '=', line.id).execute();
		else
			await tx
				.insertInto('basket_lines')
				.values({
					...now,
					id: newId(),
					owner_id: shopper.id,
					variant_id: variantId,
					added_at: sql<Date>`now(3)`,
				})
				.execute();
		await tellOfBasket(tx, shopper.id);
	});
}
