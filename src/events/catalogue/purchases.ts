/** What happens to orders. */
import { z } from 'zod';
import { formatMoney } from '../../lib/money.ts';
import type { Chore } from '../jobs.ts';
import { because, event, id, money, tellWaiting, type StreamName } from './shape.ts';

const aboutOrder = z.object({
	order_id: id,
	number: z.string(),
	buyer_id: id,
	shop_id: id,
	shop_name: z.string(),
	status: z.string(),
	/** Row version of the order after this; equals the length of its history. */
	version: z.int(),
	total: money,
	lines: z.array(z.object({ product_id: id, variant_id: id, title: z.string(), quantity: z.int() })),
	reason: z.string().optional(),
});
type AboutOrder = z.infer<typeof aboutOrder>;

const parties = (order: AboutOrder): StreamName[] => [
	`user:${order.buyer_id}`,
	`order:${order.order_id}`,
	`shop:${order.shop_id}`,
	'admin',
];
const counted = (order: AboutOrder) => [...new Set(order.lines.map((line) => line.product_id))];
const things = (order: AboutOrder) =>
	order.lines.map((line) => `${line.quantity} × ${line.title}`).join(', ');

/** `shipment_id`: the parcel; none when what was left to send was refunded. */
const aboutShipment = aboutOrder.extend({ shipment_id: id.optional() });
const letterOfParcel = ({ order_id, shipment_id }: z.infer<typeof aboutShipment>): Chore[] =>
	shipment_id ? [{ kind: 'send-order-shipped', ref: shipment_id, data: { order_id, shipment_id } }] : [];

export const purchases = {
	'order.placed': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: (d) => [`user:${d.buyer_id}`, `order:${d.order_id}`, 'admin'],
		stock: counted,
		line: (d) => `Order ${d.number} at ${d.shop_name}: ${things(d)}`,
	}),
	'order.paid': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: parties,
		stock: counted,
		chores: (d) => [
			{ kind: 'send-order-receipt', ref: d.order_id, data: { order_id: d.order_id } },
			{ kind: 'send-order-to-seller', ref: d.order_id, data: { order_id: d.order_id } },
		],
		line: (d) => `Order ${d.number} was paid: ${formatMoney(d.total)} for ${d.shop_name}`,
	}),
	'order.accepted': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: parties,
		line: (d) => `${d.shop_name} accepted order ${d.number}`,
	}),
	'order.part_shipped': event({
		v: 1,
		entity: 'order',
		data: aboutShipment,
		streams: parties,
		chores: letterOfParcel,
		line: (d) => `${d.shop_name} shipped part of order ${d.number}`,
	}),
	'order.shipped': event({
		v: 1,
		entity: 'order',
		data: aboutShipment,
		streams: parties,
		chores: letterOfParcel,
		line: (d) => `${d.shop_name} shipped order ${d.number}`,
	}),
	'order.completed': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: parties,
		chores: (d) => [{ kind: 'pay-out-order', ref: d.order_id, data: { order_id: d.order_id } }],
		line: (d) => `Order ${d.number} is complete`,
	}),
	'order.cancelled': event({
		v: 1,
		entity: 'order',
		data: aboutOrder.extend({ /** Whether the seller ever knew of it. */ was_paid: z.boolean() }),
		streams: (d) => (d.was_paid ? parties(d) : [`user:${d.buyer_id}`, `order:${d.order_id}`, 'admin']),
		stock: counted,
		chores: (d) => [
			{ kind: 'send-order-cancelled', ref: d.order_id, data: { order_id: d.order_id } },
			...tellWaiting(d.lines, `${d.order_id}-${d.version}`),
		],
		line: (d) => `Order ${d.number} was cancelled${because(d.reason)}`,
	}),
	'order.expired': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: (d) => [`user:${d.buyer_id}`, `order:${d.order_id}`, 'admin'],
		stock: counted,
		chores: (d) => tellWaiting(d.lines, `${d.order_id}-${d.version}`),
		line: (d) => `Order ${d.number} was not paid in time; its stock is free again`,
	}),
	'sale.announced': event({
		v: 1,
		entity: 'sale',
		data: z.object({ product_id: id, slug: z.string(), title: z.string(), town: z.string().nullable() }),
		streams: () => ['market'],
		line: (d) => `${d.title} ${d.town ? `is going to ${d.town}` : 'was sold'}`,
	}),
} as const;
