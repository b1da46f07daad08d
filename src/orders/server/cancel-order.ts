import type { Shopper } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { findRole } from './find-role.ts';
import { withdrawOrder } from './steps/withdraw-order.ts';

/**
 * Takes an order back, by its buyer or its seller (`withdrawOrder` says what follows).
 * @throws {Refusal} not_found; forbidden for staff who may not; invalid_input when a seller does not say why; not_possible with what is `allowed`
 */
export async function cancelOrder(shopper: Shopper, orderId: string, reason?: string): Promise<void> {
	const { as } = await findRole(shopper, orderId, 'orders.cancel');
	if (as === 'seller' && !reason)
		throw new Refusal('invalid_input', { errors: { reason: 'Tell the buyer why' } });
	const mover = { who: as, actorId: shopper.id, reason: reason || undefined };
	await transaction((tx) => withdrawOrder(tx, orderId, mover));
}
