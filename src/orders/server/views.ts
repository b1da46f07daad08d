/** Orders as they go over the wire. */
import type { Selectable } from 'kysely';
import type { Money } from '#lib/money.ts';
import type { DB } from '#lib/server/tables.ts';
import type { CheckoutView, OrderItemView, OrderStatus, OrderSummary } from '../order.ts';
import { paidFor } from '../pieces.ts';
import type { DraftOrder } from './draft-orders.ts';
import type { Clock } from './clock.ts';

export type OrderRow = Selectable<DB['orders']>;
export type LineRow = Selectable<DB['order_lines']> & { shipped: number; refunded: number; unsent: number };

export function itemView(line: LineRow, order: Pick<OrderRow, 'currency' | 'tax_amount'>): OrderItemView {
	const { currency } = order;
	return {
		line_id: line.id,
		product_id: line.product_id,
		variant_id: line.variant_id,
		title: line.title,
		options: JSON.parse(line.options) as Record<string, string>,
		sku: line.sku,
		picture: line.picture_src,
		quantity: line.quantity,
		shipped: line.shipped,
		refunded: line.refunded,
		to_ship: line.quantity - line.shipped - line.unsent,
		unit_price: { amount: line.unit_amount, currency },
		total: { amount: line.line_amount, currency },
		paid: { amount: paidFor(line, order), currency },
	};
}

export function summaryView(order: OrderRow, lines: LineRow[]): OrderSummary {
	const items = lines
		.filter((line) => line.order_id === order.id)
		.sort((a, b) => a.position - b.position)
		.map((line) => itemView(line, order));
	return {
		id: order.id,
		number: order.number,
		checkout_id: order.checkout_id,
		user_id: order.user_id,
		status: order.status as OrderStatus,
		version: order.version,
		shop: { id: order.shop_id, name: order.shop_name },
		buyer_name: order.buyer_name,
		items,
		product_id: items[0]?.product_id ?? '',
		quantity: items.reduce((sum, item) => sum + item.quantity, 0),
		total: { amount: order.total_amount, currency: order.currency },
		placed_at: order.placed_at.toISOString(),
		paid_at: order.paid_at?.toISOString() ?? null,
	};
}

/** A checkout that is just being written: the answer to its buyer. */
export function newCheckoutView(checkout: {
	checkoutId: string;
	orders: DraftOrder[];
	total: Money;
	clock: Clock;
	buyerId: string;
	address: { name: string };
	/** How it is paid, as the buyer recognises it. */
	method: string;
}): CheckoutView {
	const { currency } = checkout.total;
	const money = (amount: number) => ({ amount, currency });
	return {
		id: checkout.checkoutId,
		state: 'unpaid',
		total: checkout.total,
		payment_due_at: checkout.clock.due.toISOString(),
		payment: { status: 'pending', method: checkout.method },
		orders: checkout.orders.map((order) => ({
			id: order.id,
			number: order.number,
			checkout_id: checkout.checkoutId,
			user_id: checkout.buyerId,
			status: 'placed',
			version: 1,
			shop: { id: order.shopId, name: order.shopName },
			buyer_name: checkout.address.name,
			items: order.lines.map((line) => ({
				line_id: line.id,
				product_id: line.productId,
				variant_id: line.variantId,
				title: line.title,
				options: line.options,
				sku: line.sku,
				picture: line.pictureSrc,
				quantity: line.quantity,
				shipped: 0,
				refunded: 0,
				to_ship: line.quantity,
				unit_price: money(line.unitAmount),
				total: money(line.lineAmount),
				paid: money(line.lineAmount - line.discount + (order.priced.taxAdded > 0 ? line.tax : 0)),
			})),
			product_id: order.lines[0]!.productId,
			quantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
			total: money(order.priced.total),
			placed_at: checkout.clock.now.toISOString(),
			paid_at: null,
		})),
	};
}
