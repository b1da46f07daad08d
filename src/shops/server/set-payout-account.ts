import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { shopOfUser } from './queries.ts';

/**
 * Says where the member's own shop is paid out. What waited for it is sent by clockwork.
 * @throws {Refusal} not_found when the member has no shop
 */
export async function setPayoutAccount(actor: Actor, account: string): Promise<void> {
	await transaction(async (tx) => {
		const changed = await tx
			.updateTable('shops')
			.set({ payout_account: account, version: sql`version + 1` })
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
	});
}
