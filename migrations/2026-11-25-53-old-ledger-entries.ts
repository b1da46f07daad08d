import { sql, type Kysely } from 'kysely';

/** Before the ledger nothing was paid for delivery, no tax was written down and no commission was taken. */
export const up = (db: Kysely<unknown>) =>
	sql`insert into ledger_entries (transaction_id, position, account, part, shop_id, order_id, amount)
		select f.* from (
			select t.id as transaction_id, 1 as position, 'provider' as account, 'money' as part, null as shop_id, null as order_id, p.amount
				from ledger_transactions t join payments p on t.kind = 'capture' and t.ref = p.id
			union all
			select t.id, 2, 'buyers', 'money', null, null, -p.amount
				from ledger_transactions t join payments p on t.kind = 'capture' and t.ref = p.id
			union all
			select t.id, 1, 'buyers', 'money', null, o.id, o.total_amount
				from ledger_transactions t join orders o on t.kind = 'sale' and t.ref = o.id
			union all
			select t.id, 2, 'shop', 'goods', o.shop_id, o.id, -o.total_amount
				from ledger_transactions t join orders o on t.kind = 'sale' and t.ref = o.id
			union all
			select t.id, 1, 'buyers', 'money', null, o.id, -r.amount
				from ledger_transactions t join refunds r on t.kind = 'reversal' and t.ref = r.id join orders o on o.id = r.order_id
			union all
			select t.id, 2, 'shop', 'goods', o.shop_id, o.id, r.amount
				from ledger_transactions t join refunds r on t.kind = 'reversal' and t.ref = r.id join orders o on o.id = r.order_id
			union all
			select t.id, 1, 'buyers', 'money', null, r.order_id, r.amount
				from ledger_transactions t join refunds r on t.kind = 'refund' and t.ref = r.id
			union all
			select t.id, 2, 'provider', 'money', null, r.order_id, -r.amount
				from ledger_transactions t join refunds r on t.kind = 'refund' and t.ref = r.id
		) f left join ledger_entries had on had.transaction_id = f.transaction_id
		where had.transaction_id is null`.execute(db);
