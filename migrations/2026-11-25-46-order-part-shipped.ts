import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table orders
		drop constraint orders_status,
		add constraint orders_status check (status in ('placed', 'paid', 'accepted', 'part_shipped', 'shipped', 'completed', 'cancelled', 'expired'))`.execute(
		db,
	);
