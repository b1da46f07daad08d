import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { productOfVariant, waresOfProducts } from '#catalog/server/queries/wares-of-products.ts';
import { addChores } from '#events/server/chores.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';

/** What one may wait for at a time. */
export const MOST_ALERTS = 100;

/**
 * Waits for a variant of which nothing can be bought, to be told once when something can. Asking twice is asking once.
 * @throws {Refusal} not_found for what the market does not show; own_product; not_possible when it can be bought now (with
 *   `available`) or one waits for 100 things already; too_many_requests
 */
export async function askToBeTold(
	actor: Actor,
	variantId: string,
): Promise<{ id: string; variant_id: string; fresh: boolean }> {
	await limit('stock-alerts', actor.id, { points: 60, seconds: 60 });
	const productId = await productOfVariant(variantId);
	if (!productId) throw new Refusal('not_found');
	return await transaction(async (tx) => {
		// Locks the account, so that two at once cannot both be the hundredth, and a deleted one gets none.
		const user = await tx
			.selectFrom('users')
			.select('status')
			.where('id', '=', actor.id)
			.forUpdate()
			.executeTakeFirst();
		if (user?.status !== 'active') throw new Refusal('not_signed_in');
		const ware = (await waresOfProducts([productId], tx)).find((one) => one.variant_id === variantId);
		if (!ware?.shown) throw new Refusal('not_found');
		if (ware.seller_id === actor.id) throw new Refusal('own_product');
		const waiting = await tx
			.selectFrom('stock_alerts')
			.select(['id', 'variant_id'])
			.where('user_id', '=', actor.id)
			.where('waiting', '=', 1)
			.execute();
		const known = waiting.find((alert) => alert.variant_id === variantId);
		if (known) return { ...known, fresh: false };
		if (ware.available > 0)
			throw new Refusal('not_possible', { detail: 'It can be bought now', available: ware.available });
		if (waiting.length >= MOST_ALERTS)
			throw new Refusal('not_possible', {
				detail: `You are waiting for ${MOST_ALERTS} things already; let go of one first`,
			});
		const id = newId();
		await tx
			.insertInto('stock_alerts')
			.values({
				id,
				user_id: actor.id,
				product_id: productId,
				variant_id: variantId,
				created_at: sql<Date>`now(3)`,
			})
			.execute();
		// It may come free before this is committed, and be told to everybody but this one: looked at once more afterwards.
		await addChores(tx, [{ kind: 'tell-waiting', ref: id, data: { product_ids: [productId] } }], null);
		return { id, variant_id: variantId, fresh: true };
	});
}
