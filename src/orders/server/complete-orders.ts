/** Clockwork: completes orders by themselves some time after they were shipped, by the database's clock. */
import { sql } from 'kysely';
import { db, transaction } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { lockOrders, MARKET, moveOrder } from './steps.ts';

/** Answers how many were completed. */
export async function completeOrders(): Promise<number> {
	const shippedBefore = sql<Date>`date_sub(now(3), interval ${env.COMPLETE_AFTER_SECONDS} second)`;
	const due = await db
		.selectFrom('orders')
		.select('id')
		.where('status', '=', 'shipped')
		.where('shipped_at', '<=', shippedBefore)
		.limit(500)
		.execute();
	let completed = 0;
	for (const { id } of due) {
		try {
			completed += await transaction(async (tx) => {
				const [order] = await lockOrders(tx, { ids: [id] });
				if (order?.status !== 'shipped') return 0;
				await moveOrder(tx, order, 'complete', MARKET);
				return 1;
			});
		} catch (error) {
			log.error({ err: error, order_id: id }, 'an order could not be completed');
		}
	}
	return completed;
}
