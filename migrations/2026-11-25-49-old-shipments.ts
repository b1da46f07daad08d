import { sql, type Kysely } from 'kysely';

/** What was sent before parcels were written down went in one parcel, which bears its order's id. */
export const up = (db: Kysely<unknown>) =>
	sql`insert into shipments (id, order_id, n, carrier, tracking_code, sent_at)
		select o.id, o.id, 1, coalesce(o.tracking_carrier, 'by hand'), nullif(o.tracking_code, ''), o.shipped_at
		from orders o left join shipments s on s.order_id = o.id
		where o.shipped_at is not null and s.id is null`.execute(db);
