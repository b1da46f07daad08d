import type { Actor } from '#accounts/actor.ts';
import { changeStock } from '#inventory/server/steps.ts';
import { transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { lockOwnProduct } from './product-lock.ts';

export type StockAdjustment = { productId: string; variantId: string } & (
	{ to: number; was: number } | { by: number }
);

/**
 * A maker's own count of one variant: "now `to`, if it is still `was`", or "`by` more or fewer".
 * @throws {Refusal} not_found for another's product; stale with `available`, the count as it is now
 */
export async function adjustStock(
	actor: Actor,
	{ productId, variantId, ...change }: StockAdjustment,
): Promise<{ available: number; version: number }> {
	return await transaction(async (tx) => {
		const product = await lockOwnProduct(tx, productId, actor, 'stock.change');
		const variant = await tx
			.selectFrom('variants')
			.select('id')
			.where('id', '=', variantId)
			.where('product_id', '=', productId)
			.where('active', '=', 1)
			.executeTakeFirst();
		if (!variant) throw new Refusal('not_found');
		return await changeStock(tx, {
			variantId,
			productId,
			shopId: product.shop_id,
			name: product.name,
			actorId: actor.id,
			...change,
		});
	});
}
