/** What became of an order's pieces and of its money, counted from its parcels and refunds. Pure. */
import { partOf } from '#payments/ledger.ts';

export type LinePieces = {
	orderLineId: string;
	productId: string;
	variantId: string;
	quantity: number;
	/** Pieces that were sent. */
	sent: number;
	/** Pieces whose money went back. */
	refunded: number;
	/** Pieces that are neither sent nor were refunded before they were. */
	toSend: number;
	/** What was paid for all of the line: its discount taken off, tax added; minor units. */
	paid: number;
	/** Frozen at sale, of all of the line. */
	commission: number;
	/** Contained in `paid`. */
	tax: number;
};

export type OrderPieces = {
	lines: LinePieces[];
	/** What was paid for delivery, how much of that is tax, and how much of it went back. */
	delivery: { paid: number; tax: number; refunded: number };
};

type Frozen = {
	total_amount: number;
	tax_amount: number;
	tax_included_amount: number;
};
type FrozenLine = { line_amount: number; discount_amount: number; tax_amount: number };

/** What was paid for a line: its tax is in its price already unless the order's taxes were added. */
export function paidFor(line: FrozenLine, order: Pick<Frozen, 'tax_amount'>): number {
	return line.line_amount - line.discount_amount + (order.tax_amount > 0 ? line.tax_amount : 0);
}

/** What was paid for delivery: what of the total was paid for no line. */
export function deliveryOf(order: Frozen, lines: readonly FrozenLine[]): { paid: number; tax: number } {
	const goods = lines.reduce((sum, line) => sum + paidFor(line, order), 0);
	const tax = lines.reduce((sum, line) => sum + line.tax_amount, 0);
	return { paid: order.total_amount - goods, tax: order.tax_amount + order.tax_included_amount - tax };
}

/** What goes back for `count` more pieces of a line. Pieces that were not sent go first. */
export function refundOf(line: LinePieces, count: number) {
	const part = (whole: number) => partOf(whole, line.quantity, line.refunded, count);
	return {
		amount: part(line.paid),
		commission: part(line.commission),
		tax: part(line.tax),
		unsent: Math.min(count, line.toSend),
	};
}

/** The tax in `amount` of what was paid for delivery; cumulative, as a line's is. */
export function deliveryTax({ paid, tax, refunded }: OrderPieces['delivery'], amount: number): number {
	return paid === 0 ? 0 : partOf(tax, paid, refunded, amount);
}
