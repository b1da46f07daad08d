import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import type { ShopInput } from '../shop-schema.ts';
import { shopOfUser, type OwnShop } from './queries.ts';

/**
 * Changes what the member's own shop says of itself. Its address stays as it was opened, so that no link breaks.
 * @throws {Refusal} not_found when the member has none
 */
export async function changeShop(actor: Actor, input: ShopInput): Promise<OwnShop> {
	return await transaction(async (tx) => {
		const changed = await tx
			.updateTable('shops')
			.set({ ...input, version: sql`version + 1` })
			.where('user_id', '=', actor.id)
			.executeTakeFirst();
		const shop = changed.numUpdatedRows === 1n ? await shopOfUser(actor.id, tx) : null;
		if (!shop) throw new Refusal('not_found');
		await record(tx, {
			type: 'shop.changed',
			id: shop.id,
			version: shop.version,
			data: { user_id: actor.id, name: shop.name, slug: shop.slug },
		});
		return shop;
	});
}
