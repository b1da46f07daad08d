import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { StaffRole } from '../permissions.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { peopleOf } from './queries/seats.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Gives somebody on the staff another role.
 * @throws {Refusal} not_found for who does not work here; not_possible for the owner; forbidden
 */
export async function changeStaffRole(actor: Actor, userId: string, role: StaffRole): Promise<void> {
	await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'staff.manage');
		const person = (await peopleOf(shop.id, tx)).find((one) => one.userId === userId);
		if (!person) throw new Refusal('not_found');
		if (person.role === 'owner') throw new Refusal('not_possible', { detail: 'The owner stays the owner' });
		if (person.role === role) return;
		await tx
			.updateTable('shop_staff')
			.set({ role })
			.where('shop_id', '=', shop.id)
			.where('user_id', '=', userId)
			.execute();
		await tellOfShop(tx, shop.id, {
			type: 'staff.role_changed',
			member_id: userId,
			username: person.username,
			role,
		});
	});
}
