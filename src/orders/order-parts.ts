/** Parts of an order that come to be after the purchase, and its charges, as they go over the wire. */
import type { Money } from '#lib/money.ts';

export type ChargeView = {
	kind: 'discount' | 'shipping' | 'tax';
	label: string;
	amount: Money;
	/** A tax that the prices contain. */
	included: boolean;
	rate_basis_points: number | null;
};

export type ShipmentView = {
	id: string;
	n: number;
	carrier: string;
	tracking_code: string | null;
	sent_at: string;
	lines: { line_id: string; quantity: number }[];
};

export type RefundView = {
	id: string;
	amount: Money;
	status: 'pending' | 'done' | 'failed';
	reason: string | null;
	/** How much of it was paid for delivery. */
	shipping: Money;
	lines: { line_id: string; quantity: number; amount: Money; restocked: boolean }[];
	started_at: string;
	done_at: string | null;
};
