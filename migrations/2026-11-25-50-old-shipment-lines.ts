import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`insert into shipment_lines (shipment_id, order_line_id, quantity)
		select s.id, l.id, l.quantity from shipments s join order_lines l on l.order_id = s.order_id
		left join shipment_lines had on had.shipment_id = s.id
		where s.id = s.order_id and had.shipment_id is null`.execute(db);
