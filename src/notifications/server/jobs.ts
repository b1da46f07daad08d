/** The room's chores for workers: one letter each. Safe to run twice; what was sent is not sent again. */
import { formatMoney } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';
import {
	orderCancelledToBuyer,
	orderCancelledToSeller,
	orderReceipt,
	orderShipped,
	orderToSeller,
} from './letters/order-letters.ts';
import { readOrder, type OrderFacts } from './read-order.ts';
import { sendMail } from './send-mail.ts';

type ForOrder = { order_id: string };

export async function sendOrderReceipt({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (!order.buyer) return;
	await sendMail({
		kind: 'order-receipt',
		subjectRef: order.id,
		to: order.buyer,
		subject: `Your order ${order.number} from ${order.shop.name}`,
		write: async () => orderReceipt(order),
	});
}

export async function sendOrderToSeller({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (!order.seller) return;
	await sendMail({
		kind: 'order-to-seller',
		subjectRef: order.id,
		to: order.seller,
		subject: `New order ${order.number}: ${formatMoney(order.total)}`,
		write: async () => orderToSeller(order),
	});
}

export async function sendOrderShipped({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (!order.buyer) return;
	await sendMail({
		kind: 'order-shipped',
		subjectRef: order.id,
		to: order.buyer,
		subject: `${order.shop.name} has sent your parcel (${order.number})`,
		write: async () => orderShipped(order),
	});
}

export async function sendOrderCancelled({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (order.buyer)
		await sendMail({
			kind: 'order-cancelled',
			subjectRef: order.id,
			to: order.buyer,
			subject: `Order ${order.number} was cancelled`,
			write: async () => orderCancelledToBuyer(order),
		});
	// A seller never knew of an order that was not paid.
	if (order.seller && order.paid)
		await sendMail({
			kind: 'order-cancelled',
			subjectRef: order.id,
			to: order.seller,
			subject: `Order ${order.number} was cancelled`,
			write: async () => orderCancelledToSeller(order),
		});
}

async function orderOf(id: string): Promise<OrderFacts> {
	const order = await readOrder(id);
	if (!order) throw new Refusal('not_found', { detail: 'The order is not there' });
	return order;
}
