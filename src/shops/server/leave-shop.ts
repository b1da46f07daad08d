import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { peopleOf } from './queries/seats.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Ends somebody's work in a shop: the owner shows them out, or they go by themselves. What they did stays; their sockets are
 * closed at once.
 * @throws {Refusal} not_found for who does not work here; not_possible for the owner; forbidden
 */
export async function leaveShop(actor: Actor, userId: string): Promise<void> {
	await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, userId === actor.id ? 'staff.read' : 'staff.manage');
		const person = (await peopleOf(shop.id, tx)).find((one) => one.userId === userId);
		if (!person) throw new Refusal('not_found');
		if (person.role === 'owner') throw new Refusal('not_possible', { detail: 'The owner cannot leave' });
		await tx.deleteFrom('shop_staff').where('shop_id', '=', shop.id).where('user_id', '=', userId).execute();
		await tellOfShop(tx, shop.id, { type: 'staff.left', member_id: userId, username: person.username });
	});
}
