/**
 * Sends a shop its share of an order that is complete. Safe to run twice: once per order by the table's key, and the provider
 * transfers once per payout.
 *
 * Lock: the shop's row, while the amount is decided. Without it two orders that complete at once are both paid out in full,
 * though an older refund was to be taken off one of them.
 */
import { sql } from 'kysely';
import type { JobData } from '#events/jobs.ts';
import { newId } from '#lib/ids.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import { db, transaction, type Tx } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { providerNamed } from './provider.ts';
import { postTransfer } from './steps/ledger.ts';

export async function payOutOrder({ order_id }: JobData<'pay-out-order'>): Promise<void> {
	const id = await transaction((tx) => decide(tx, order_id));
	if (!id) return;
	const payout = await db
		.selectFrom('payouts')
		.innerJoin('payments', 'payments.id', 'payouts.payment_id')
		.selectAll('payouts')
		.select(['payments.provider', 'payments.provider_ref as charge_ref', 'payments.checkout_id'])
		.where('payouts.id', '=', id)
		.executeTakeFirstOrThrow();
	if (payout.status === 'done') return;
	if (!payout.charge_ref) throw new Error('a payout of what was never captured');
	const money = { amount: payout.amount, currency: payout.currency };
	crashPoint('pay-out-order:before-transfer');
	const { ref } = await providerNamed(payout.provider).transfer({
		key: payout.id,
		account: payout.account,
		money,
		chargeRef: payout.charge_ref,
		group: payout.checkout_id,
	});
	crashPoint('pay-out-order:after-transfer');
	await transaction(async (tx) => {
		const done = await tx
			.updateTable('payouts')
			.set({ status: 'done', provider_ref: ref, done_at: sql<Date>`now(3)` })
			.where('id', '=', payout.id)
			.where('status', '=', 'pending')
			.executeTakeFirst();
		if (done.numUpdatedRows === 0n) return;
		crashPoint('pay-out-order:after-mark');
		await postTransfer(tx, { id: payout.id, orderId: payout.order_id, shopId: payout.shop_id, money });
		crashPoint('pay-out-order:before-commit');
	});
	crashPoint('pay-out-order:after-commit');
}

/** The payout's id, or null when nothing is due: the shop has no account yet, or older refunds take all of it. */
async function decide(tx: Tx, orderId: string): Promise<string | null> {
	const order = await tx
		.selectFrom('orders')
		.innerJoin('payments', 'payments.checkout_id', 'orders.checkout_id')
		.select(['orders.shop_id', 'orders.currency', 'orders.status', 'payments.id as payment_id'])
		.where('orders.id', '=', orderId)
		.executeTakeFirst();
	if (order?.status !== 'completed') return null;
	const shop = await tx
		.selectFrom('shops')
		.select('payout_account')
		.where('id', '=', order.shop_id)
		.forUpdate()
		.executeTakeFirst();
	const had = await tx.selectFrom('payouts').select('id').where('order_id', '=', orderId).executeTakeFirst();
	if (had) return had.id;
	if (!shop?.payout_account) return null;
	const amount = Math.min(await shareOf(tx, orderId), await readyToPay(tx, order.shop_id, order.currency));
	if (amount <= 0) return null;
	const id = newId();
	await tx
		.insertInto('payouts')
		.values({
			id,
			shop_id: order.shop_id,
			order_id: orderId,
			payment_id: order.payment_id,
			account: shop.payout_account,
			currency: order.currency,
			amount,
			created_at: sql<Date>`now(3)`,
		})
		.execute();
	crashPoint('pay-out-order:after-row');
	return id;
}

async function shareOf(tx: Tx, orderId: string): Promise<number> {
	const { owed } = await tx
		.selectFrom('ledger_entries')
		.select(({ fn }) => fn.sum<number>('amount').as('owed'))
		.where('order_id', '=', orderId)
		.where('account', '=', 'shop')
		.executeTakeFirstOrThrow();
	return -Number(owed ?? 0);
}

/** What a shop is owed of orders that are over, less what is on its way to it. Below zero after refunds of what was paid out. */
async function readyToPay(tx: Tx, shopId: string, currency: string): Promise<number> {
	const { rows } = await sql<{ ready: string }>`select
		coalesce((select -sum(e.amount) from ledger_entries e
			join ledger_transactions t on t.id = e.transaction_id join orders o on o.id = e.order_id
			where e.shop_id = ${shopId} and e.account = 'shop' and t.currency = ${currency}
				and o.status in ('completed', 'cancelled')), 0)
		- coalesce((select sum(amount) from payouts
			where shop_id = ${shopId} and status = 'pending' and currency = ${currency}), 0) as ready`.execute(tx);
	return Number(rows[0]!.ready);
}

/** Clockwork: pays what could not be paid when its order completed. Answers how many orders it looked at. */
export async function payOutWaiting(): Promise<number> {
	const { rows } = await sql<{ id: string }>`select o.id from orders o
		join shops s on s.id = o.shop_id and s.payout_account is not null
		left join payouts p on p.order_id = o.id
		where o.status = 'completed'
			and (p.id is null or (p.status = 'pending' and p.created_at < date_sub(now(3), interval 60 second)))
			and (select sum(e.amount) from ledger_entries e where e.order_id = o.id and e.account = 'shop') < 0
		order by o.closed_at limit 500`.execute(db);
	for (const { id } of rows) {
		try {
			await payOutOrder({ order_id: id });
		} catch (error) {
			log.error({ err: error, order_id: id }, 'an order could not be paid out');
		}
	}
	return rows.length;
}
