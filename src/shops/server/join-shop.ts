import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { isSigned } from '#lib/server/signature.ts';
import { openInvitation } from './queries/staff.ts';
import { roleIn } from './queries/seats.ts';
import { addStaff } from './steps/add-staff.ts';

/**
 * Accepts an invitation by the link that was mailed. It opens once: of two people at once the conditional UPDATE lets one in.
 * @returns the shop's id
 * @throws {Refusal} gone when it was used, withdrawn or has run out; not_possible for who works there already
 */
export async function joinShop(actor: Actor, { id, key }: { id: string; key: string }): Promise<string> {
	if (!isSigned('staff-invitation', id, key)) throw new Refusal('gone');
	return await transaction(async (tx) => {
		const invitation = await openInvitation(id, tx);
		if (!invitation) throw new Refusal('gone');
		const { shop, role } = invitation;
		await tx.selectFrom('shops').select('id').where('id', '=', shop.id).forUpdate().execute();
		if (await roleIn(shop.id, actor.id, tx))
			throw new Refusal('not_possible', { detail: 'You work in this shop already' });
		const used = await tx
			.updateTable('shop_invitations')
			.set({ ended_at: sql<Date>`now(3)`, open_for: null, joined_by: actor.id })
			.where('id', '=', id)
			.where('ended_at', 'is', null)
			.executeTakeFirst();
		if (used.numUpdatedRows !== 1n) throw new Refusal('gone');
		await addStaff(tx, shop.id, { ...actor, role });
		return shop.id;
	});
}
