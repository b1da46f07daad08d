import type { Actor } from '#accounts/actor.ts';
import type { Tx } from '#lib/server/db.ts';
import type { ShopAct } from '../permissions.ts';
import { needAct, needSeat, roleIn } from './queries/seats.ts';
import { Refusal } from '#lib/refusal.ts';

export type LockedShop = { id: string; name: string; slug: string; currency: string; userId: string };

/**
 * The shop that the member works in, locked: its delivery, coupons and staff are changed one after the other. What they are there
 * is asked again under the lock, so that nobody acts in the moment after they were shown out.
 * @throws {Refusal} not_found when the member has none; forbidden for a role that may not
 */
export async function lockOwnShop(tx: Tx, actor: Actor, act: ShopAct): Promise<LockedShop> {
	const { shop } = await needSeat(actor, act, tx);
	const { user_id, ...locked } = await tx
		.selectFrom('shops')
		.select(['id', 'name', 'slug', 'currency', 'user_id'])
		.where('id', '=', shop.id)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const role = await roleIn(shop.id, actor.id, tx);
	if (!role) throw new Refusal('not_found');
	needAct(role, act);
	return { ...locked, userId: user_id };
}
