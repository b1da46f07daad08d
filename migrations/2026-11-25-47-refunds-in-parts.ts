import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table refunds
		drop index refunds_order,
		add key refunds_by_order (order_id, created_at),
		add column delivery_amount int not null default 0 comment 'how much of the amount was paid for the delivery; the rest stands in refund_lines',
		add column actor_id char(26) character set ascii collate ascii_bin null,
		drop constraint refunds_amount,
		add constraint refunds_amount check (amount >= 0),
		add constraint refunds_delivery check (delivery_amount between 0 and amount)`.execute(db);
