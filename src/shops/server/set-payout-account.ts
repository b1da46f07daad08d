import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Says where the member's own shop is paid out. What waited for it is sent by clockwork.
 * @throws {Refusal} not_found when the member has no shop; forbidden for all but its owner
 */
export async function setPayoutAccount(actor: Actor, account: string): Promise<void> {
	await transaction(async (tx) => {
		const { id } = await lockOwnShop(tx, actor, 'payouts.change');
		await tx.updateTable('shops').set({ payout_account: account }).where('id', '=', id).execute();
		await tellOfShop(tx, id, { type: 'shop.changed' });
	});
}
