/** As whom somebody meets an order. */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import { shopOfUser } from '#shops/server/queries.ts';

export type OrderRole = { as: 'buyer' | 'seller'; checkoutId: string };

/**
 * The buyer's own order, be they member or guest, or one of the seller's shop once it is paid: before, a seller does not know of it.
 * @throws {Refusal} not_found, the same for what is not there and what is another's
 */
export async function findRole(shopper: Shopper, orderId: string): Promise<OrderRole> {
	const order = await db
		.selectFrom('orders')
		.select(['user_id', 'shop_id', 'checkout_id', 'paid_at'])
		.where('id', '=', orderId)
		.executeTakeFirst();
	if (!order) throw new Refusal('not_found');
	if (isGuest(shopper) && !(await guestStands(shopper.id))) throw new Refusal('not_found');
	if (order.user_id === shopper.id) return { as: 'buyer', checkoutId: order.checkout_id };
	const shop = order.paid_at && !isGuest(shopper) ? await shopOfUser(shopper.id) : null;
	if (!shop || shop.id !== order.shop_id) throw new Refusal('not_found');
	return { as: 'seller', checkoutId: order.checkout_id };
}
