/**
 * What a checkout is before it is an order: stock held for one buyer for a while. Pure: no clock, no reading or writing.
 *
 * `open` holds its stock; from there it is `placed` (and its orders tell the rest), `left` by its buyer, or `expired` by the clock.
 * Each buyer has one open checkout at most: starting another ends the one before.
 */
import type { Money } from '#lib/money.ts';
import type { CheckoutState, OrderSummary } from './order.ts';

export type CheckoutStatus = 'open' | 'placed' | 'left' | 'expired';

/** How often a checkout may be extended, each time by this many seconds: WCAG 2.2.1 asks for ten times at least. */
export const MOST_EXTENSIONS = 10;
export const EXTENSION_SECONDS = 180;
/** The countdown warns when this many seconds are left: time enough to press one button. */
export const WARN_SECONDS = 60;

/** A piece of one variant that was asked for, and how many of them there are. */
export type ShortLine = {
	variant_id: string;
	title: string;
	options: Record<string, string>;
	wanted: number;
	available: number;
};

export type CheckoutLineView = {
	id: string;
	product_id: string;
	variant_id: string;
	title: string;
	slug: string;
	options: Record<string, string>;
	/** Address of the picture without width and ending. */
	picture: string | null;
	quantity: number;
	/** As it is now; what is charged is what the buyer confirms. */
	unit_price: Money;
	total: Money;
	/** Not for sale any more: the checkout cannot be placed with it. */
	gone: boolean;
};

export type CheckoutShopView = {
	id: string;
	slug: string;
	name: string;
	colours: [string, string];
	lines: CheckoutLineView[];
};

/** A checkout as its buyer sees it before it is placed. */
export type OpenCheckoutView = {
	id: string;
	status: CheckoutStatus;
	currency: string;
	/** ISO 8601 UTC; until then its stock is held. */
	expires_at: string;
	extensions_left: number;
	shops: CheckoutShopView[];
	/** Once it is placed: how it stands as a whole, computed from its orders; before, null and none. */
	state: CheckoutState | null;
	orders: OrderSummary[];
};
