/** Clockwork: ends checkouts that were not paid in time, by the database's clock, and gives their stock back. */
import { sql } from 'kysely';
import { db, transaction } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { lockPayment } from '#payments/server/steps.ts';
import { closeUnpaid, lockOrders, MARKET } from './steps.ts';

/** Answers how many orders it ended. One transaction per checkout; one that somebody has locked is left for the next run. */
export async function expireOrders(): Promise<number> {
	const due = await db
		.selectFrom('orders')
		.select('checkout_id')
		.distinct()
		.where('status', '=', 'placed')
		.where('payment_due_at', '<=', sql<Date>`now(3)`)
		.limit(500)
		.execute();
	let ended = 0;
	for (const { checkout_id } of due) {
		try {
			ended += await expireCheckout(checkout_id);
		} catch (error) {
			log.error({ err: error, checkout_id }, 'a checkout could not be ended');
		}
	}
	return ended;
}

async function expireCheckout(checkoutId: string): Promise<number> {
	return await transaction(async (tx) => {
		const payment = await lockPayment(tx, { checkoutId }, { skipLocked: true });
		if (!payment) return 0;
		const orders = await lockOrders(tx, { checkoutId });
		if (!orders.every((order) => order.overdue)) return 0;
		return (await closeUnpaid(tx, payment, 'expire', MARKET, orders)).length;
	});
}
