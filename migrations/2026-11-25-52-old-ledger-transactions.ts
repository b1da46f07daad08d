import { sql, type Kysely } from 'kysely';

/** The ledger of a market that took money before it kept one: the same postings, in the order in which it happened. */
export const up = (db: Kysely<unknown>) =>
	sql`insert into ledger_transactions (kind, ref, currency, at)
		select f.kind, f.ref, f.currency, f.at from (
			select 'capture' as kind, 1 as place, id as ref, currency, captured_at as at from payments where status = 'captured'
			union all
			select 'sale', 2, id, currency, paid_at from orders where paid_at is not null and total_amount <> 0
			union all
			select 'reversal', 3, r.id, o.currency, r.created_at from refunds r join orders o on o.id = r.order_id
				where o.paid_at is not null and r.amount <> 0
			union all
			select 'refund', 4, r.id, p.currency, r.done_at from refunds r join payments p on p.id = r.payment_id
				where r.status = 'done' and r.amount <> 0
		) f left join ledger_transactions had on had.kind = f.kind and had.ref = f.ref
		where had.id is null
		order by f.at, f.place`.execute(db);
