/**
 * Everything that can happen, in one list. Each event says what it carries, who hears of it (streams), which products'
 * counts it may have moved (stock), which chores it starts, and how the admin's feed reads it aloud. The outbox, the
 * socket's types, the workers and the feed are derived from this: a misspelt event or a wrong payload does not compile.
 *
 * What an event carries is seen by everybody on its streams: ids, numbers, states; nothing that one of them may not read.
 */
import { z } from 'zod';
import { ID_PATTERN } from '../lib/ids.ts';
import { formatMoney } from '../lib/money.ts';
import type { Chore } from './jobs.ts';

export type StreamName =
	| `user:${string}`
	| `shop:${string}`
	| `order:${string}`
	| `product:${string}`
	| 'market'
	| 'admin'
	| 'system';

/** What an event is about. For a versioned entity the log holds version 1, 2, 3 … without a gap. */
export const entities = {
	user: { versioned: true },
	shop: { versioned: true },
	product: { versioned: true },
	order: { versioned: true },
	payment: { versioned: true },
	session: { versioned: false },
	stock: { versioned: false },
	notification: { versioned: false },
	sale: { versioned: false },
} as const;
export type EntityKind = keyof typeof entities;

type Definition<Schema extends z.ZodType> = {
	/** Rises when the shape of `data` changes; old rows keep their number. */
	v: number;
	entity: EntityKind;
	data: Schema;
	streams: (data: z.infer<Schema>, entityId: string) => StreamName[];
	/** Products whose counts or availability it may have changed. */
	stock?: (data: z.infer<Schema>) => string[] | 'all';
	chores?: (data: z.infer<Schema>, entityId: string) => Chore[];
	line: (data: z.infer<Schema>) => string;
};

const event = <Schema extends z.ZodType>(definition: Definition<Schema>) => definition;

const id = z.string().regex(ID_PATTERN);
const money = z.object({ amount: z.int(), currency: z.string().length(3) });

const aboutUser = z.object({ username: z.string() });
const aboutShop = z.object({ user_id: id, name: z.string(), slug: z.string() });
const aboutProduct = z.object({
	shop_id: id,
	shop_name: z.string(),
	name: z.string(),
	slug: z.string(),
	price: money,
});
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
const because = (reason: string | undefined) => (reason ? `: ${reason}` : '');

export const catalogue = {
	// people
	'user.registered': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin'],
		chores: (_, userId) => [{ kind: 'send-verification', ref: `${userId}-1`, data: { user_id: userId } }],
		line: (d) => `${d.username} joined the market`,
	}),
	'user.verification_asked': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ request: z.string() }),
		streams: () => ['admin'],
		chores: (d, userId) => [{ kind: 'send-verification', ref: d.request, data: { user_id: userId } }],
		line: (d) => `${d.username} asked for a new confirmation mail`,
	}),
	'user.reset_asked': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ request: z.string() }),
		streams: () => ['admin'],
		chores: (d, userId) => [{ kind: 'send-password-reset', ref: d.request, data: { user_id: userId } }],
		line: (d) => `${d.username} asked to reset the password`,
	}),
	'user.verified': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: (_, userId) => [`user:${userId}`, 'admin'],
		line: (d) => `${d.username} confirmed the email address`,
	}),
	'user.changed': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ fields: z.array(z.string()) }),
		streams: (_, userId) => [`user:${userId}`, 'admin'],
		line: (d) => `${d.username}: ${d.fields.join(', ')} changed`,
	}),
	'user.role_changed': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ role: z.string() }),
		streams: (_, userId) => [`user:${userId}`, 'admin', 'system'],
		line: (d) => `${d.username} is now ${d.role}`,
	}),
	'user.suspended': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ reason: z.string() }),
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `${d.username} was suspended${because(d.reason)}`,
	}),
	'user.reinstated': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `${d.username} is back`,
	}),
	'user.deleted': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `The account ${d.username} was deleted`,
	}),
	'session.revoked': event({
		v: 1,
		entity: 'session',
		data: z.object({ user_id: id, /** Public ids. */ session_ids: z.array(id), why: z.string() }),
		streams: () => ['system'],
		line: (d) => `${d.session_ids.length} session(s) ended: ${d.why}`,
	}),

	// shops and products
	'shop.opened': event({
		v: 1,
		entity: 'shop',
		data: aboutShop,
		streams: (d, shopId) => [`user:${d.user_id}`, `shop:${shopId}`, 'admin'],
		line: (d) => `${d.name} put up its stall`,
	}),
	'shop.changed': event({
		v: 1,
		entity: 'shop',
		data: aboutShop,
		streams: (_, shopId) => [`shop:${shopId}`, 'admin'],
		line: (d) => `${d.name} changed its profile`,
	}),
	'product.listed': event({
		v: 1,
		entity: 'product',
		data: aboutProduct,
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'market', 'admin'],
		line: (d) => `${d.shop_name} listed “${d.name}” at ${formatMoney(d.price)}`,
	}),
	'product.changed': event({
		v: 1,
		entity: 'product',
		data: aboutProduct,
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		stock: () => [],
		line: (d) => `${d.shop_name} changed “${d.name}”`,
	}),
	'product.removed': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({ product_id: id, reason: z.string().optional() }),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		line: (d) => `“${d.name}” left the market${because(d.reason)}`,
	}),
	'product.restored': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({ product_id: id }),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		line: (d) => `“${d.name}” is back on the market`,
	}),
	'product.picture_added': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({ picture_id: id }),
		streams: (d) => [`shop:${d.shop_id}`],
		chores: (d) => [{ kind: 'process-picture', ref: d.picture_id, data: { picture_id: d.picture_id } }],
		line: (d) => `${d.shop_name} added a picture to “${d.name}”`,
	}),
	'product.picture_done': event({
		v: 1,
		entity: 'product',
		data: aboutProduct.extend({
			picture_id: id,
			/** Why it was not taken, if it was not. */ refused: z.string().optional(),
		}),
		streams: (d, productId) => [`product:${productId}`, `shop:${d.shop_id}`],
		line: (d) => `A picture of “${d.name}” ${d.refused ? `was refused: ${d.refused}` : 'is ready'}`,
	}),
	'stock.adjusted': event({
		v: 1,
		entity: 'stock',
		data: z.object({
			shop_id: id,
			product_id: id,
			variant_id: id,
			name: z.string(),
			change: z.int(),
			available: z.int(),
		}),
		streams: (d) => [`shop:${d.shop_id}`, 'admin'],
		stock: (d) => [d.product_id],
		line: (d) => `“${d.name}”: ${d.change > 0 ? '+' : '−'}${Math.abs(d.change)}, now ${d.available}`,
	}),

	// orders
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
	'order.shipped': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: parties,
		chores: (d) => [{ kind: 'send-order-shipped', ref: d.order_id, data: { order_id: d.order_id } }],
		line: (d) => `${d.shop_name} shipped order ${d.number}`,
	}),
	'order.completed': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: parties,
		line: (d) => `Order ${d.number} is complete`,
	}),
	'order.cancelled': event({
		v: 1,
		entity: 'order',
		data: aboutOrder.extend({ /** Whether the seller ever knew of it. */ was_paid: z.boolean() }),
		streams: (d) => (d.was_paid ? parties(d) : [`user:${d.buyer_id}`, `order:${d.order_id}`, 'admin']),
		stock: counted,
		chores: (d) => [{ kind: 'send-order-cancelled', ref: d.order_id, data: { order_id: d.order_id } }],
		line: (d) => `Order ${d.number} was cancelled${because(d.reason)}`,
	}),
	'order.expired': event({
		v: 1,
		entity: 'order',
		data: aboutOrder,
		streams: (d) => [`user:${d.buyer_id}`, `order:${d.order_id}`, 'admin'],
		stock: counted,
		line: (d) => `Order ${d.number} was not paid in time; its stock is free again`,
	}),
	'sale.announced': event({
		v: 1,
		entity: 'sale',
		data: z.object({ product_id: id, slug: z.string(), title: z.string(), town: z.string().nullable() }),
		streams: () => ['market'],
		line: (d) => `${d.title} ${d.town ? `is going to ${d.town}` : 'was sold'}`,
	}),

	// payments
	'payment.started': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money, attempt: z.int() }),
		streams: () => ['admin'],
		chores: (d, paymentId) => [
			{ kind: 'capture-payment', ref: `${paymentId}-${d.attempt}`, data: { payment_id: paymentId } },
		],
		line: (d) => `A payment of ${formatMoney(d.amount)} was started`,
	}),
	'payment.captured': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money }),
		streams: () => ['admin'],
		line: (d) => `A payment of ${formatMoney(d.amount)} arrived`,
	}),
	'payment.declined': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money, reason: z.string() }),
		streams: (d) => [
			`user:${d.user_id}`,
			...d.order_ids.map((order): StreamName => `order:${order}`),
			'admin',
		],
		line: (d) => `A payment of ${formatMoney(d.amount)} was declined: ${d.reason}`,
	}),
	'payment.refund_started': event({
		v: 1,
		entity: 'payment',
		data: z.object({ refund_id: id, order_id: id, user_id: id, amount: money }),
		streams: () => ['admin'],
		chores: (d) => [{ kind: 'refund-payment', ref: d.refund_id, data: { refund_id: d.refund_id } }],
		line: (d) => `A refund of ${formatMoney(d.amount)} was started`,
	}),
	'payment.refunded': event({
		v: 1,
		entity: 'payment',
		data: z.object({ refund_id: id, order_id: id, user_id: id, amount: money }),
		streams: (d) => [`user:${d.user_id}`, `order:${d.order_id}`, 'admin'],
		line: (d) => `${formatMoney(d.amount)} went back to the buyer`,
	}),

	// the bell
	'notification.added': event({
		v: 1,
		entity: 'notification',
		data: z.object({ user_id: id, kind: z.string(), title: z.string(), body: z.string(), href: z.string() }),
		streams: (d) => [`user:${d.user_id}`],
		line: (d) => d.title,
	}),
	'notification.read': event({
		v: 1,
		entity: 'notification',
		data: z.object({ user_id: id, up_to: z.string() }),
		streams: (d) => [`user:${d.user_id}`],
		line: () => 'Notifications were read',
	}),
} as const;

export type EventType = keyof typeof catalogue;
export type EventData<Type extends EventType> = z.infer<(typeof catalogue)[Type]['data']>;

/** An event as a stream's reader gets it. `sseq` counts 1, 2, 3 … within the stream. */
export type LogEvent<Type extends EventType = EventType> = {
	[T in Type]: {
		sseq: number;
		gseq: number;
		type: T;
		v: number;
		entity_id: string;
		entity_version: number;
		data: EventData<T>;
		actor_id: string | null;
		/** When it was recorded, ISO 8601 UTC. */
		at: string;
	};
}[Type];

export function isEventType(type: string): type is EventType {
	return Object.hasOwn(catalogue, type);
}
