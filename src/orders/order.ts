/**
 * What an order is: what a buyer has from one shop, from the checkout to the door. Pure: no clock, no reading or writing.
 *
 * Its states and the ways between them stand in one table, `transitions`. What is not in it does not happen.
 */
import { z } from 'zod';
import { addressInput, type Address } from '#lib/address.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import type { Money } from '#lib/money.ts';
import { textBlock, textLine } from '#lib/text.ts';
import { paymentInput, type PaymentView } from '#payments/payment.ts';
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

export { addressInput, type Address };

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

export const id = z.string('Give an id as text').regex(ID_PATTERN, 'This is not an id');
export const quantity = z
	.int('Give a whole number')
	.min(1, 'At least 1')
	.max(MOST_OF_ONE, `At most ${MOST_OF_ONE}`);

/** What names a thing to buy: a variant, or a product that has only one. */
const thing = { variant_id: id.optional(), product_id: id.optional() };
const named = (item: { variant_id?: string | undefined; product_id?: string | undefined }) =>
	(item.variant_id === undefined) !== (item.product_id === undefined);

const itemInput = z
	.strictObject({ ...thing, quantity })
	.refine(named, { path: ['variant_id'], error: 'Give either a variant_id or a product_id' });

export const itemsInput = z
	.array(itemInput)
	.min(1, 'Choose something to buy')
	.max(MOST_LINES, `At most ${MOST_LINES} lines`);

/** What goes with a purchase besides what it is of. */
export const purchaseTerms = {
	/** A shop's id to the code of one of its coupons. */
	coupons: z
		.record(id, textLine(1, 40))
		.refine((all) => Object.keys(all).length <= MOST_LINES, `At most ${MOST_LINES} coupons`)
		.optional(),
	/** Goes into the parcel, from the buyer to whoever opens it. */
	gift_note: textBlock(0, 500).optional(),
	/** What the buyer has seen and confirmed; if it comes to something else now, nothing is bought. */
	expected_total: z
		.strictObject({
			amount: z.int('Give a whole number of the smallest unit').min(0, 'At least 0'),
			currency: z.string().regex(/^[A-Z]{3}$/, 'Give a currency’s three-letter code'),
		})
		.optional(),
};

/**
 * A purchase: `items`, or the short form of one thing, `{ product_id, quantity }`. While the market runs on the sandbox, an
 * address and a card may be left out (docs/decisions: the bare order).
 */
export const placeOrderInput = z
	.strictObject({
		items: itemsInput.optional(),
		...thing,
		quantity: quantity.optional(),
		shipping_address: addressInput.optional(),
		payment: paymentInput.optional(),
		...purchaseTerms,
	})
	.superRefine((order, context) => {
		const wrong = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (order.items) {
			for (const field of ['variant_id', 'product_id', 'quantity'] as const)
				if (order[field] !== undefined) wrong(field, 'This stands with the items');
		} else {
			if (!named(order)) wrong('items', 'Give items, or a product_id and a quantity');
			if (order.quantity === undefined) wrong('quantity', 'Give a whole number');
		}
	});
export type PlaceOrderInput = z.infer<typeof placeOrderInput>;

/** A seller must say why. */
export const cancelInput = z.strictObject({ reason: textLine(0, 300).optional() });
export const payInput = z.strictObject({ payment: paymentInput });

export const orderParams = z.object({ id });
export const orderQuery = z.strictObject({
	/** `seller`: what was bought in your shop, once it is paid. */
	as: z.enum(['buyer', 'seller'], 'Say buyer or seller').optional(),
	cursor: z.string().regex(ID_PATTERN, 'This is not a cursor').optional(),
	limit: z
		.string()
		.regex(/^(?:[1-9]\d?|100)$/, 'From 1 to 100')
		.transform(Number)
		.optional(),
});

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
