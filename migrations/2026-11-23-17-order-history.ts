import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table order_history (
		order_id char(26) character set ascii collate ascii_bin not null,
		n int not null,
		from_status varchar(16) character set ascii collate ascii_bin null,
		to_status varchar(16) character set ascii collate ascii_bin not null,
		actor_id char(26) character set ascii collate ascii_bin null comment 'null: the market itself',
		actor_kind varchar(16) character set ascii collate ascii_bin not null,
		reason varchar(500) null,
		at datetime(3) not null,
		primary key (order_id, n),
		constraint order_history_order foreign key (order_id) references orders (id),
		constraint order_history_actor check (actor_kind in ('buyer', 'seller', 'admin', 'market'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
