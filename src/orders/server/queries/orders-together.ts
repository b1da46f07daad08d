import { db } from '#lib/server/db.ts';
import type { OrderStatus } from '../../order.ts';

export type TogetherOrder = { id: string; checkout_id: string; status: OrderStatus; version: number };

/** How the orders of these checkouts of one buyer stand, of those alone that have several: to be said as a whole. */
export async function ordersTogether(userId: string, checkoutIds: string[]): Promise<TogetherOrder[]> {
	if (checkoutIds.length === 0) return [];
	const rows = await db
		.selectFrom('orders')
		.select(['id', 'checkout_id', 'status', 'version'])
		.where('user_id', '=', userId)
		.where('checkout_id', 'in', [...new Set(checkoutIds)])
		.orderBy('id')
		.execute();
	const several = (id: string) => rows.filter((row) => row.checkout_id === id).length > 1;
	return rows
		.filter((row) => several(row.checkout_id))
		.map((row) => ({ ...row, status: row.status as OrderStatus }));
}
