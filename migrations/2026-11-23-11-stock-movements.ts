import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table stock_movements (
		id char(26) character set ascii collate ascii_bin not null primary key,
		variant_id char(26) character set ascii collate ascii_bin not null,
		reason varchar(16) character set ascii collate ascii_bin not null,
		d_on_hand int not null,
		d_held int not null,
		ref varchar(64) character set ascii collate ascii_bin not null comment 'hold, order line or edit that it belongs to',
		actor_id char(26) character set ascii collate ascii_bin null,
		created_at datetime(3) not null,
		unique key stock_movements_once (variant_id, reason, ref),
		key stock_movements_variant (variant_id, created_at),
		constraint stock_movements_reason check (reason in ('initial', 'adjust', 'hold', 'sale', 'release', 'expire', 'restock'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
