import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import type { ShopInput } from '../shop-schema.ts';
import { shopOfUser, type OwnShop } from './queries.ts';
import { addShop } from './steps.ts';

/** @throws {Refusal} not_possible when the member has a shop already */
export async function openShop(actor: Actor, input: ShopInput): Promise<OwnShop> {
	return await transaction(async (tx) => {
		const had = await shopOfUser(actor.id, tx);
		if (had) throw new Refusal('not_possible', { detail: 'You have a shop already' });
		return await addShop(tx, actor.id, input);
	});
}
