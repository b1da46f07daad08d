import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { isDuplicate, transaction, type Tx } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { INVITATION_DAYS, MOST_STAFF, type InvitationInput } from '../staff.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { peopleOf } from './queries/seats.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Invites somebody by mail to work in the owner's shop. Whether there is an account with that address is not said.
 * @returns the invitation's id
 * @throws {Refusal} not_found, forbidden; invalid_input when the address has an open invitation; not_possible when there are as
 * many people as there may be; too_many_requests
 */
export async function inviteStaff(actor: Actor, { email, role }: InvitationInput): Promise<string> {
	await limit('invite-staff', actor.id, { points: 30, seconds: 3_600 });
	return await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'staff.manage');
		await endExpired(tx, shop.id);
		const staff = (await peopleOf(shop.id, tx)).filter(({ role }) => role !== 'owner');
		const open = await tx
			.selectFrom('shop_invitations')
			.select('id')
			.where('shop_id', '=', shop.id)
			.where('ended_at', 'is', null)
			.execute();
		if (staff.length + open.length >= MOST_STAFF)
			throw new Refusal('not_possible', {
				detail: `A shop has at most ${MOST_STAFF} staff, open invitations included`,
			});
		const id = newId();
		try {
			await tx
				.insertInto('shop_invitations')
				.values({
					id,
					shop_id: shop.id,
					email,
					role,
					invited_by: actor.id,
					open_for: openFor(shop.id, email),
					created_at: sql<Date>`now(3)`,
					expires_at: sql<Date>`date_add(now(3), interval ${INVITATION_DAYS} day)`,
				})
				.execute();
		} catch (error) {
			if (!isDuplicate(error)) throw error;
			throw new Refusal('invalid_input', {
				errors: { email: 'This address has an open invitation already' },
			});
		}
		await tellOfShop(tx, shop.id, { type: 'staff.invited', invitation_id: id, role });
		return id;
	});
}

const openFor = (shopId: string, email: string) => Buffer.from(`${shopId} ${email}`);

/** One that ran out leaves its address free for the next. */
async function endExpired(tx: Tx, shopId: string): Promise<void> {
	await tx
		.updateTable('shop_invitations')
		.set({ ended_at: sql<Date>`expires_at`, open_for: null })
		.where('shop_id', '=', shopId)
		.where('ended_at', 'is', null)
		.where('expires_at', '<=', sql<Date>`now(3)`)
		.execute();
}
