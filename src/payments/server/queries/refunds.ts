/** Reads of refunds; other rooms may call them. */
import { db, type Tx } from '#lib/server/db.ts';

export type Refund = {
	id: string;
	amount: number;
	/** How much of the amount was paid for delivery. */
	delivery: number;
	status: 'pending' | 'done' | 'failed';
	reason: string | null;
	startedAt: Date;
	doneAt: Date | null;
	lines: { orderLineId: string; quantity: number; amount: number; restock: boolean }[];
};

/** An order's refunds, the oldest first. */
export async function refundsOfOrder(orderId: string, on: Tx | typeof db = db): Promise<Refund[]> {
	const rows = await on
		.selectFrom('refunds')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	if (rows.length === 0) return [];
	const lines = await on
		.selectFrom('refund_lines')
		.selectAll()
		.where(
			'refund_id',
			'in',
			rows.map((row) => row.id),
		)
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		amount: row.amount,
		delivery: row.delivery_amount,
		status: row.status as Refund['status'],
		reason: row.reason,
		startedAt: row.created_at,
		doneAt: row.done_at,
		lines: lines
			.filter((line) => line.refund_id === row.id)
			.map((line) => ({
				orderLineId: line.order_line_id,
				quantity: line.quantity,
				amount: line.amount,
				restock: line.restock === 1,
			})),
	}));
}

/** Of order lines: how many pieces were refunded, and how many of these had not been sent. */
export async function refundedOfLines(
	orderLineIds: string[],
	on: Tx | typeof db = db,
): Promise<Map<string, { quantity: number; unsent: number }>> {
	if (orderLineIds.length === 0) return new Map();
	const rows = await on
		.selectFrom('refund_lines')
		.select(({ fn }) => [
			'order_line_id',
			fn.sum<number>('quantity').as('quantity'),
			fn.sum<number>('unsent_quantity').as('unsent'),
		])
		.where('order_line_id', 'in', orderLineIds)
		.groupBy('order_line_id')
		.execute();
	return new Map(
		rows.map((row) => [row.order_line_id, { quantity: Number(row.quantity), unsent: Number(row.unsent) }]),
	);
}
