import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table holds (
		id char(26) character set ascii collate ascii_bin not null primary key,
		variant_id char(26) character set ascii collate ascii_bin not null,
		order_id char(26) character set ascii collate ascii_bin not null,
		order_line_id char(26) character set ascii collate ascii_bin not null,
		quantity int not null,
		status varchar(16) character set ascii collate ascii_bin not null default 'active',
		expires_at datetime(3) not null,
		created_at datetime(3) not null,
		ended_at datetime(3) null,
		unique key holds_line (order_line_id),
		key holds_order (order_id),
		key holds_due (status, expires_at),
		key holds_variant (variant_id, status),
		constraint holds_quantity check (quantity > 0),
		constraint holds_status check (status in ('active', 'consumed', 'released', 'expired'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
