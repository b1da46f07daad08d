import { sql, type Kysely } from 'kysely';

/** A paid order that was cancelled gave all of its pieces back; their movements bear the order lines' ids, so these do, too. */
export const up = (db: Kysely<unknown>) =>
	sql`insert into refund_lines
			(id, refund_id, order_line_id, quantity, unsent_quantity, restock, amount, commission_amount, tax_amount)
		select l.id, r.id, l.id, l.quantity, l.quantity, 1, l.line_amount, 0, 0
		from refunds r join orders o on o.id = r.order_id join order_lines l on l.order_id = o.id
		left join refund_lines had on had.refund_id = r.id
		where o.status = 'cancelled' and o.paid_at is not null and had.id is null`.execute(db);
