import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { lockPayment } from '#payments/server/steps.ts';
import { readPieces } from '../read-pieces.ts';
import { closeUnpaid, lockOrders, moveOrder, type Mover } from '../steps.ts';
import { giveBack } from './give-back.ts';

/**
 * Takes an order back. Unpaid, the whole checkout ends, since one payment was to pay for all of it; paid, this order alone
 * ends: what of its money has not gone back yet does, and its pieces go back on the shelf.
 * @throws {Refusal} not_found; not_possible with what is `allowed`
 */
export async function withdrawOrder(tx: Tx, orderId: string, mover: Mover): Promise<void> {
	const found = await tx
		.selectFrom('orders')
		.select('checkout_id')
		.where('id', '=', orderId)
		.executeTakeFirst();
	if (!found) throw new Refusal('not_found');
	const payment = await lockPayment(tx, { checkoutId: found.checkout_id });
	if (!payment) throw new Error(`checkout ${found.checkout_id} has no payment`);
	const orders = await lockOrders(tx, { checkoutId: found.checkout_id });
	const order = orders.find(({ id }) => id === orderId);
	if (!order) throw new Refusal('not_found');
	if (order.status === 'placed') {
		await closeUnpaid(tx, payment, 'cancel', mover, orders);
		return;
	}
	await moveOrder(tx, order, 'cancel', mover);
	const pieces = await readPieces(tx, order.id);
	const rest = pieces.lines
		.map((line) => ({ line, count: line.quantity - line.refunded, restock: true }))
		.filter(({ count }) => count > 0);
	const delivery = pieces.delivery.paid - pieces.delivery.refunded;
	await giveBack(tx, payment, order, pieces, { lines: rest, delivery, mover, byLines: false });
}
