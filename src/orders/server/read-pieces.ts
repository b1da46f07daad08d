import type { Tx } from '#lib/server/db.ts';
import { refundedOfLines, refundsOfOrder } from '#payments/server/queries/refunds.ts';
import { deliveryOf, paidFor, type OrderPieces } from '../pieces.ts';

/** What became of a locked order's pieces; true as long as its row stays locked. */
export async function readPieces(tx: Tx, orderId: string): Promise<OrderPieces> {
	const order = await tx
		.selectFrom('orders')
		.select(['total_amount', 'tax_amount', 'tax_included_amount'])
		.where('id', '=', orderId)
		.executeTakeFirstOrThrow();
	const lines = await tx
		.selectFrom('order_lines')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('position')
		.execute();
	const ids = lines.map((line) => line.id);
	const sent = await tx
		.selectFrom('shipment_lines')
		.select(({ fn }) => ['order_line_id', fn.sum<number>('quantity').as('quantity')])
		.where('order_line_id', 'in', ids)
		.groupBy('order_line_id')
		.execute();
	const refunded = await refundedOfLines(ids, tx);
	const refunds = await refundsOfOrder(orderId, tx);
	const sentOf = new Map(sent.map((row) => [row.order_line_id, Number(row.quantity)]));
	return {
		lines: lines.map((line) => {
			const back = refunded.get(line.id) ?? { quantity: 0, unsent: 0 };
			const gone = sentOf.get(line.id) ?? 0;
			return {
				orderLineId: line.id,
				productId: line.product_id,
				variantId: line.variant_id,
				quantity: line.quantity,
				sent: gone,
				refunded: back.quantity,
				toSend: line.quantity - gone - back.unsent,
				paid: paidFor(line, order),
				commission: line.commission_amount,
				tax: line.tax_amount,
			};
		}),
		delivery: {
			...deliveryOf(order, lines),
			refunded: refunds.reduce((sum, refund) => sum + refund.delivery, 0),
		},
	};
}
