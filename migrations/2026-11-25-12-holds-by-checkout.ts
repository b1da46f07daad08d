import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table holds
		drop index holds_order,
		drop column order_id,
		modify column checkout_id char(26) character set ascii collate ascii_bin not null,
		rename column order_line_id to line_id,
		add index holds_checkout (checkout_id, status)`.execute(db);
