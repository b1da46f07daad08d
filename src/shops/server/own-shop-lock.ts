import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';

export type LockedShop = { id: string; name: string; currency: string };

/**
 * The member's own shop, locked: its delivery and its coupons are changed one after the other.
 * @throws {Refusal} not_found when the member has none
 */
export async function lockOwnShop(tx: Tx, userId: string): Promise<LockedShop> {
	const shop = await tx
		.selectFrom('shops')
		.select(['id', 'name', 'currency'])
		.where('user_id', '=', userId)
		.forUpdate()
		.executeTakeFirst();
	if (!shop) throw new Refusal('not_found');
	return shop;
}
