/** As whom somebody meets an order. */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import type { ShopAct, ShopRole } from '#shops/permissions.ts';
import { needAct, roleIn } from '#shops/server/queries/seats.ts';

export type OrderRole = { checkoutId: string } & (
	{ as: 'buyer' } | { as: 'seller'; /** What they are in the shop. */ role: ShopRole }
);

/**
 * The buyer's own order, be they member or guest, or one of a shop that they work in once it is paid: before, a seller does not
 * know of it.
 * @param act what a seller wants to do with it
 * @throws {Refusal} not_found, the same for what is not there and what is another's; forbidden for a role that may not
 */
export async function findRole(
	shopper: Shopper,
	orderId: string,
	act: ShopAct = 'orders.read',
): Promise<OrderRole> {
	const order = await db
		.selectFrom('orders')
		.select(['user_id', 'shop_id', 'checkout_id', 'paid_at'])
		.where('id', '=', orderId)
		.executeTakeFirst();
	if (!order) throw new Refusal('not_found');
	if (isGuest(shopper) && !(await guestStands(shopper.id))) throw new Refusal('not_found');
	if (order.user_id === shopper.id) return { as: 'buyer', checkoutId: order.checkout_id };
	const role = order.paid_at && !isGuest(shopper) ? await roleIn(order.shop_id, shopper.id) : null;
	if (!role) throw new Refusal('not_found');
	needAct(role, act);
	return { as: 'seller', role, checkoutId: order.checkout_id };
}
