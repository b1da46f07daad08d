import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table stock_alerts (
		id char(26) character set ascii collate ascii_bin not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		product_id char(26) character set ascii collate ascii_bin not null,
		variant_id char(26) character set ascii collate ascii_bin not null,
		waiting tinyint null default 1 comment '1, or null once told: so that one waits once and may ask again',
		created_at datetime(3) not null,
		told_at datetime(3) null,
		unique key stock_alerts_once (variant_id, user_id, waiting),
		key stock_alerts_product (product_id, waiting),
		key stock_alerts_user (user_id, waiting),
		constraint stock_alerts_waiting check (waiting = 1)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
