import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { ShopInput } from '../shop-schema.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { shopsByIds, type OwnShop } from './queries.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Changes what the member's own shop says of itself. Its address stays as it was opened, so that no link breaks.
 * @throws {Refusal} not_found when the member has none; forbidden for a role that may not
 */
export async function changeShop(actor: Actor, input: ShopInput): Promise<OwnShop> {
	return await transaction(async (tx) => {
		const { id } = await lockOwnShop(tx, actor, 'shop.edit');
		await tx.updateTable('shops').set(input).where('id', '=', id).execute();
		await tellOfShop(tx, id, { type: 'shop.changed' });
		const shop = (await shopsByIds([id], tx)).get(id);
		if (!shop) throw new Refusal('not_found');
		return shop;
	});
}
