import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { shopOfUser, type OwnShop } from '#shops/server/queries.ts';

/** @throws {Refusal} not_found when the member has no shop */
export async function ownShop(actor: Actor): Promise<OwnShop> {
	const shop = await shopOfUser(actor.id);
	if (!shop) throw new Refusal('not_found', { detail: 'You have no shop yet' });
	return shop;
}
