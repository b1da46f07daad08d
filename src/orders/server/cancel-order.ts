import type { Actor } from '#accounts/actor.ts';
import { restock } from '#inventory/server/steps.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction, type Tx } from '#lib/server/db.ts';
import { lockPayment, startRefund } from '#payments/server/steps.ts';
import { findRole } from './find-role.ts';
import { closeUnpaid, lockOrders, moveOrder, type Mover } from './steps.ts';

/**
 * Takes an order back. Unpaid, the whole checkout ends, since one payment was to pay for all of it; paid, this order alone
 * ends, its money goes back and its pieces go back on the shelf.
 * @throws {Refusal} not_found; invalid_input when a seller does not say why; not_possible with what is `allowed`
 */
export async function cancelOrder(actor: Actor, orderId: string, reason?: string): Promise<void> {
	const { as, checkoutId } = await findRole(actor, orderId);
	if (as === 'seller' && !reason)
		throw new Refusal('invalid_input', { errors: { reason: 'Tell the buyer why' } });
	const mover = { who: as, actorId: actor.id, reason: reason || undefined };
	await transaction((tx) => withdrawOrder(tx, checkoutId, orderId, mover));
}

async function withdrawOrder(tx: Tx, checkoutId: string, orderId: string, mover: Mover): Promise<void> {
	const payment = await lockPayment(tx, { checkoutId });
	if (!payment) throw new Error(`checkout ${checkoutId} has no payment`);
	const orders = await lockOrders(tx, { checkoutId });
	const order = orders.find(({ id }) => id === orderId);
	if (!order) throw new Refusal('not_found');
	if (order.status === 'placed') {
		await closeUnpaid(tx, payment, 'cancel', mover, orders);
		return;
	}
	await moveOrder(tx, order, 'cancel', mover);
	await startRefund(tx, payment, {
		orderId: order.id,
		money: { amount: order.totalAmount, currency: order.currency },
		reason: mover.reason ?? null,
	});
	await restock(tx, order.lines, mover.actorId);
}
