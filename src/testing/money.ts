/** What tests ask of the ledger, and the chore of giving money back. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import { refundPayment } from '#payments/server/jobs.ts';

/** Does the chores of giving money back. */
export async function payBack(orderId: string): Promise<void> {
	const refunds = await db.selectFrom('refunds').select('id').where('order_id', '=', orderId).execute();
	for (const { id } of refunds) await refundPayment({ refund_id: id });
}

/** What stands on each account of one checkout's money. */
export async function accountsOf(checkoutId: string): Promise<Record<string, number>> {
	const { rows } = await sql<{ account: string; total: string }>`
		select e.account, sum(e.amount) as total from ledger_entries e
		join ledger_transactions t on t.id = e.transaction_id
		where e.order_id in (select id from orders where checkout_id = ${checkoutId})
			or (t.kind = 'capture' and t.ref = (select id from payments where checkout_id = ${checkoutId}))
		group by e.account`.execute(db);
	return Object.fromEntries(rows.map((row) => [row.account, Number(row.total)]));
}
