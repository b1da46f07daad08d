/**
 * The feed as the admin reads it: which events belong together, what a filter lets through, where a row leads. The server filters
 * the past and the browser the present with the very same `passes`.
 */
import { catalogue, isEventType, type EventType, type LogEvent } from '#events/catalogue.ts';

export const groups = {
	orders: 'Orders',
	money: 'Money',
	products: 'Shops and products',
	stock: 'Stock',
	people: 'People',
} as const;
export type Group = keyof typeof groups;
export const groupNames = Object.keys(groups) as Group[];

const GROUP_OF_ENTITY: Record<string, Group> = {
	order: 'orders',
	sale: 'orders',
	payment: 'money',
	exception: 'money',
	shop: 'products',
	product: 'products',
	coupon: 'products',
	stock: 'stock',
	user: 'people',
	session: 'people',
};

export function groupOf(type: string): Group {
	const entity = isEventType(type) ? catalogue[type].entity : type.split('.')[0];
	return GROUP_OF_ENTITY[entity ?? ''] ?? 'people';
}

export function typesOf(group: Group): EventType[] {
	return (Object.keys(catalogue) as EventType[]).filter((type) => groupOf(type) === group);
}

/** Shop and user by id; `text` is looked for in the row's line, in capitals or not. */
export type FeedFilter = { group?: Group; shop?: string; user?: string; text?: string };

export function passes(event: LogEvent, filter: FeedFilter): boolean {
	const data = event.data as Record<string, unknown>;
	if (filter.group && groupOf(event.type) !== filter.group) return false;
	if (filter.shop && data['shop_id'] !== filter.shop && event.entity_id !== filter.shop) return false;
	if (
		filter.user &&
		![event.actor_id, event.entity_id, data['user_id'], data['buyer_id']].includes(filter.user)
	)
		return false;
	return !filter.text || lineOf(event).toLowerCase().includes(filter.text.toLowerCase());
}

/** The row in words. An event of a newer release than this one is told by its name. */
export function lineOf(event: Pick<LogEvent, 'type' | 'data'>): string {
	if (!isEventType(event.type)) return String(event.type);
	return (catalogue[event.type].line as (data: never) => string)(event.data as never);
}

/** Where an admin sees more of what the row is about; null where there is nothing to see. */
export function hrefOf(event: LogEvent): string | null {
	const data = event.data as {
		number?: string;
		order_id?: string;
		order_ids?: string[];
		product_id?: string;
	};
	const order = data.number ?? data.order_id ?? data.order_ids?.[0];
	switch (isEventType(event.type) ? catalogue[event.type].entity : '') {
		case 'user':
			return `/admin/users/${event.entity_id}`;
		case 'product':
			return `/admin/products/${event.entity_id}`;
		case 'stock':
			return `/admin/products/${data.product_id}`;
		case 'shop':
			return `/admin?shop=${event.entity_id}`;
		case 'order':
		case 'payment':
			return order ? `/admin/orders?q=${encodeURIComponent(order)}` : null;
		case 'exception':
			return '/admin/exceptions';
		default:
			return null;
	}
}

/** Whether a row tells of something that went wrong, so that the eye finds it. */
export function isTrouble(type: string): boolean {
	return /\.(declined|cancelled|expired|suspended|removed|deleted|exception_raised)$/.test(type);
}

export type FeedPage = {
	/** Newest first. */
	items: LogEvent[];
	/** Where to go on into the past; null at the beginning of the log. */
	next_cursor: string | null;
	/** Names of those who did it, by id. */
	people: Record<string, string>;
};
