/**
 * What an order is: what a buyer has from one shop, from the checkout to the door. Pure: no clock, no reading or writing.
 *
 * Its states and the ways between them stand in one table, `transitions`. What is not in it does not happen.
 */
import type { Address } from '#lib/address.ts';
import type { Money } from '#lib/money.ts';
import type { PaymentView } from '#payments/payment.ts';
import type { ChargeView, RefundView, ShipmentView } from './order-parts.ts';

export const ORDER_STATUSES = [
	'placed',
	'paid',
	'accepted',
	'part_shipped',
	'shipped',
	'completed',
	'cancelled',
	'expired',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Who moves an order. `market`: the house itself, by money or by clock. */
export type Party = 'buyer' | 'seller' | 'admin' | 'market';
export type Act = 'pay' | 'accept' | 'ship_part' | 'ship' | 'complete' | 'cancel' | 'expire';

type Transition = { act: Act; from: OrderStatus; to: OrderStatus; who: readonly Party[] };

export const transitions: readonly Transition[] = [
	{ act: 'pay', from: 'placed', to: 'paid', who: ['market'] },
	// The money came after the hold had ended, and there was stock left.
	{ act: 'pay', from: 'expired', to: 'paid', who: ['market'] },
	{ act: 'expire', from: 'placed', to: 'expired', who: ['market'] },
	// A seller does not know of an order before it is paid.
	{ act: 'cancel', from: 'placed', to: 'cancelled', who: ['buyer', 'admin', 'market'] },
	{ act: 'accept', from: 'paid', to: 'accepted', who: ['seller'] },
	{ act: 'cancel', from: 'paid', to: 'cancelled', who: ['buyer', 'seller', 'admin'] },
	{ act: 'ship', from: 'accepted', to: 'shipped', who: ['seller'] },
	{ act: 'ship_part', from: 'accepted', to: 'part_shipped', who: ['seller'] },
	{ act: 'ship_part', from: 'part_shipped', to: 'part_shipped', who: ['seller'] },
	// By the market: what was left to send was refunded.
	{ act: 'ship', from: 'part_shipped', to: 'shipped', who: ['seller', 'market'] },
	{ act: 'cancel', from: 'accepted', to: 'cancelled', who: ['seller', 'admin'] },
	{ act: 'complete', from: 'shipped', to: 'completed', who: ['buyer', 'seller', 'market'] },
];

/** Where `act` leads from `from` for `who`, or null where it is not allowed. */
export function nextStatus(act: Act, from: OrderStatus, who: Party): OrderStatus | null {
	return transitions.find((way) => way.act === act && way.from === from && way.who.includes(who))?.to ?? null;
}

/** What `who` may do with an order in this state. */
export function allowedActs(from: OrderStatus, who: Party): Act[] {
	return transitions.filter((way) => way.from === from && way.who.includes(who)).map((way) => way.act);
}

export type { Address };

/** States in which some of an order's money may go back; a whole one that was not begun is cancelled. */
export const REFUNDABLE: readonly OrderStatus[] = [
	'paid',
	'accepted',
	'part_shipped',
	'shipped',
	'completed',
];

export const MOST_LINES = 50;
export const MOST_OF_ONE = 999;
/** Minor units. Keeps every sum of an order far inside what a column holds. */
export const MOST_TOTAL = 1_000_000_000;

export type OrderItemView = {
	/** The order's line. */
	line_id: string;
	product_id: string;
	variant_id: string;
	/** This and what follows as it was when it was bought. */
	title: string;
	options: Record<string, string>;
	sku: string | null;
	/** Address of the picture without width and ending. */
	picture: string | null;
	quantity: number;
	/** Pieces that were sent; and pieces whose money went back. */
	shipped: number;
	refunded: number;
	/** Pieces that are neither sent nor refunded before they were. */
	to_ship: number;
	unit_price: Money;
	total: Money;
	/** What was paid for the line: its discount taken off, tax added. */
	paid: Money;
};

export type OrderStep = {
	n: number;
	from: OrderStatus | null;
	to: OrderStatus;
	by: Party;
	reason: string | null;
	/** ISO 8601 UTC, as all times here. */
	at: string;
};

export type OrderSummary = {
	id: string;
	number: string;
	checkout_id: string;
	user_id: string;
	status: OrderStatus;
	/** Length of its history; rises by one with every event of the order. */
	version: number;
	shop: { id: string; name: string };
	buyer_name: string;
	items: OrderItemView[];
	/** Of the first item; for clients that sell one thing at a time. */
	product_id: string;
	/** Pieces in all. */
	quantity: number;
	total: Money;
	placed_at: string;
	paid_at: string | null;
};

export type OrderView = OrderSummary & {
	totals: { items: Money; shipping: Money; discount: Money; tax: Money; total: Money };
	shipping_address: Address;
	tracking: { carrier: string; code: string } | null;
	/** Until then the stock of an unpaid order is held. */
	payment_due_at: string;
	/** For the buyer only. */
	payment: PaymentView | null;
	/** All refunds together: `done` when each of them is. */
	refund: { amount: Money; status: string } | null;
	refunds: RefundView[];
	shipments: ShipmentView[];
	charges: ChargeView[];
	/** What was paid for delivery, tax and all. */
	shipping_paid: Money;
	history: OrderStep[];
	/** As whom the reader sees it. */
	as: 'buyer' | 'seller';
	/** What the reader may do now. */
	allowed: Act[];
	shipped_at: string | null;
	closed_at: string | null;
};

/** How a checkout stands; computed by `checkoutState`. */
export const CHECKOUT_STATES = [
	'unpaid',
	'paid',
	'part_shipped',
	'shipped',
	'completed',
	'cancelled',
	'expired',
] as const;
export type CheckoutState = (typeof CHECKOUT_STATES)[number];

export type CheckoutView = {
	id: string;
	/** Computed from its orders. */
	state: CheckoutState;
	total: Money;
	payment_due_at: string;
	payment: { status: string; method: string };
	orders: OrderSummary[];
};

export const STATUS_NAMES: Record<OrderStatus, string> = {
	placed: 'Awaiting payment',
	paid: 'Paid',
	accepted: 'Being made ready',
	part_shipped: 'Partly on its way',
	shipped: 'On its way',
	completed: 'Delivered',
	cancelled: 'Cancelled',
	expired: 'Not paid in time',
};
