import type { Shopper } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { findRole } from './find-role.ts';
import { lockOrders, moveOrder } from './steps.ts';

/** The parcel has arrived, says the buyer or the seller.
 * @throws {Refusal} not_found; not_possible with what is `allowed`
 */
export async function completeOrder(shopper: Shopper, orderId: string): Promise<void> {
	const { as } = await findRole(shopper, orderId, 'orders.pack');
	await transaction(async (tx) => {
		const [order] = await lockOrders(tx, { ids: [orderId] });
		await moveOrder(tx, order!, 'complete', { who: as, actorId: shopper.id });
	});
}
