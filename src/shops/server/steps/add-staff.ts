import { sql } from 'kysely';
import type { Tx } from '#lib/server/db.ts';
import type { StaffRole } from '../../permissions.ts';
import { tellOfShop } from './tell-of-shop.ts';

/** Takes somebody on in a shop that the caller has locked and where they do not work yet. */
export async function addStaff(
	tx: Tx,
	shopId: string,
	{ id, username, role }: { id: string; username: string; role: StaffRole },
): Promise<void> {
	await tx
		.insertInto('shop_staff')
		.values({ shop_id: shopId, user_id: id, role, joined_at: sql<Date>`now(3)` })
		.execute();
	await tellOfShop(tx, shopId, { type: 'staff.joined', member_id: id, username, role });
}
