import type { Tx } from '#lib/server/db.ts';
import { postSale } from '#payments/server/steps/ledger.ts';
import { deliveryOf, paidFor } from '../../pieces.ts';

/** Gives a paid order's money to its shop in the ledger, by what was frozen on its lines. */
export async function bookSale(tx: Tx, orderId: string): Promise<void> {
	const order = await tx
		.selectFrom('orders')
		.select(['shop_id', 'currency', 'total_amount', 'tax_amount', 'tax_included_amount'])
		.where('id', '=', orderId)
		.executeTakeFirstOrThrow();
	const lines = await tx.selectFrom('order_lines').selectAll().where('order_id', '=', orderId).execute();
	const { paid, tax } = deliveryOf(order, lines);
	await postSale(tx, {
		orderId,
		shopId: order.shop_id,
		currency: order.currency,
		shares: {
			goods: {
				amount: lines.reduce((sum, line) => sum + paidFor(line, order), 0),
				tax: lines.reduce((sum, line) => sum + line.tax_amount, 0),
			},
			delivery: { amount: paid, tax },
			commission: lines.reduce((sum, line) => sum + line.commission_amount, 0),
		},
	});
}
