import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { lockPayment } from '#payments/server/steps.ts';
import type { RefundInput } from '../../fulfilment.ts';
import { allowedActs, REFUNDABLE } from '../../order.ts';
import type { OrderPieces } from '../../pieces.ts';
import { readPieces } from '../read-pieces.ts';
import { lockOrders, MARKET, moveOrder, type LockedOrder, type Mover } from '../steps.ts';
import { giveBack, sumOf, type GivenBack } from './give-back.ts';

/**
 * Gives part of an order's money back, by lines, for delivery, or both. Never more than was paid and did not go back yet: the
 * payment's lock lets one refund decide at a time. Answers the refund's id.
 * @throws {Refusal} not_found; invalid_input by line; not_possible where nothing was paid, or where nothing would be left of the
 *   order and nothing was sent: that is a cancellation
 */
export async function refundLines(
	tx: Tx,
	orderId: string,
	asked: RefundInput,
	mover: Mover,
): Promise<string> {
	const found = await tx
		.selectFrom('orders')
		.select('checkout_id')
		.where('id', '=', orderId)
		.executeTakeFirst();
	const payment = found && (await lockPayment(tx, { checkoutId: found.checkout_id }));
	const [order] = payment ? await lockOrders(tx, { ids: [orderId] }) : [];
	if (!payment || !order) throw new Refusal('not_found');
	if (!REFUNDABLE.includes(order.status)) throw notPossible(order, mover);
	const pieces = await readPieces(tx, orderId);
	const back = choose(pieces, asked);
	const left = pieces.lines.reduce((sum, line) => sum + line.toSend, 0) - unsentOf(back);
	if (left === 0 && pieces.lines.every((line) => line.sent === 0))
		throw notPossible(order, mover, 'Nothing would be left of this order: cancel it instead');
	return await giveBack(tx, payment, order, pieces, { ...back, mover, byLines: true }, async () => {
		if (left > 0 || order.status !== 'part_shipped') return;
		await moveOrder(tx, order, 'ship', { ...MARKET, reason: 'What was left to send was refunded' });
	});
}

const unsentOf = ({ lines }: GivenBack) =>
	lines.reduce((sum, { line, count }) => sum + Math.min(count, line.toSend), 0);

const notPossible = (order: LockedOrder, mover: Mover, detail?: string) =>
	new Refusal('not_possible', {
		...(detail && { detail }),
		order_status: order.status,
		allowed: allowedActs(order.status, mover.who),
	});

function choose({ lines, delivery }: OrderPieces, asked: RefundInput): GivenBack {
	const errors: FieldErrors = {};
	const chosen = asked.lines.flatMap(({ line_id, quantity, restock = false }, at) => {
		const line = lines.find(({ orderLineId }) => orderLineId === line_id);
		const most = line ? line.quantity - line.refunded : 0;
		if (!line) errors[`lines.${at}.line_id`] = 'This is no line of the order';
		else if (quantity > most)
			errors[`lines.${at}.quantity`] =
				most === 0 ? 'All of these were refunded' : `At most ${most} can be refunded`;
		else return [{ line, count: quantity, restock }];
		return [];
	});
	const most = delivery.paid - delivery.refunded;
	const forDelivery = asked.shipping === true ? most : Number(asked.shipping ?? 0);
	if (forDelivery > most) errors['shipping'] = 'More than was paid for delivery and did not go back yet';
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	const back = { lines: chosen, delivery: forDelivery };
	if (sumOf(back) === 0)
		throw new Refusal('invalid_input', { errors: { lines: 'There is no money in this to give back' } });
	return back;
}
