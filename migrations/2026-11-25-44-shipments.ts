import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shipments (
		id char(26) character set ascii collate ascii_bin not null primary key,
		order_id char(26) character set ascii collate ascii_bin not null,
		n int not null comment 'counts an order''s parcels: 1, 2, 3 …',
		carrier varchar(60) not null,
		tracking_code varchar(80) null,
		actor_id char(26) character set ascii collate ascii_bin null,
		sent_at datetime(3) not null,
		unique key shipments_order (order_id, n),
		constraint shipments_order foreign key (order_id) references orders (id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
