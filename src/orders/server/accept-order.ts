import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { findRole } from './find-role.ts';
import { lockOrders, moveOrder } from './steps.ts';

/** The seller takes the order on.
 * @throws {Refusal} not_found; forbidden; not_possible with what is `allowed`
 */
export async function acceptOrder(actor: Actor, orderId: string): Promise<void> {
	const { as } = await findRole(actor, orderId, 'orders.pack');
	await transaction(async (tx) => {
		const [order] = await lockOrders(tx, { ids: [orderId] });
		await moveOrder(tx, order!, 'accept', { who: as, actorId: actor.id });
	});
}
