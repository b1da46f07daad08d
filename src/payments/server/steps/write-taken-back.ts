/** Which pieces and whose money a refund takes back: its lines, and the reversal of the sale in the ledger. */
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { postReversal } from './ledger.ts';

export type RefundedLine = {
	/** Ids of the refund's line, which a movement of stock bears, and of the order's. */
	id: string;
	orderLineId: string;
	productId: string;
	quantity: number;
	/** Of these, pieces that had not been sent. */
	unsent: number;
	restock: boolean;
	amount: number;
	commission: number;
	tax: number;
};

/** What was sold and is taken back. */
export type TakenBack = {
	shopId: string;
	actorId: string | null;
	lines: RefundedLine[];
	delivery: { amount: number; tax: number };
	/** Some lines of an order that goes on: its buyer gets a letter of its own. */
	byLines: boolean;
};

export async function writeTakenBack(
	tx: Tx,
	refund: { id: string; orderId: string; currency: string },
	{ shopId, lines, delivery }: TakenBack,
): Promise<void> {
	if (lines.length > 0)
		await tx
			.insertInto('refund_lines')
			.values(
				lines.map((line) => ({
					id: line.id,
					refund_id: refund.id,
					order_line_id: line.orderLineId,
					quantity: line.quantity,
					unsent_quantity: line.unsent,
					restock: line.restock ? 1 : 0,
					amount: line.amount,
					commission_amount: line.commission,
					tax_amount: line.tax,
				})),
			)
			.execute();
	crashPoint('start-refund:after-lines');
	const sum = (of: 'amount' | 'commission' | 'tax') => lines.reduce((all, line) => all + line[of], 0);
	await postReversal(tx, {
		...refund,
		shopId,
		shares: { goods: { amount: sum('amount'), tax: sum('tax') }, delivery, commission: sum('commission') },
	});
	crashPoint('start-refund:after-reversal');
}
