import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnShop } from './own-shop-lock.ts';

/**
 * Takes an open invitation back: its link opens nothing any more.
 * @throws {Refusal} not_found for another's and for one that has ended; forbidden
 */
export async function withdrawInvitation(actor: Actor, invitationId: string): Promise<void> {
	await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'staff.manage');
		const ended = await tx
			.updateTable('shop_invitations')
			.set({ ended_at: sql<Date>`now(3)`, open_for: null })
			.where('id', '=', invitationId)
			.where('shop_id', '=', shop.id)
			.where('ended_at', 'is', null)
			.executeTakeFirst();
		if (ended.numUpdatedRows !== 1n) throw new Refusal('not_found');
	});
}
