import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table payouts (
		id char(26) character set ascii collate ascii_bin not null primary key,
		shop_id char(26) character set ascii collate ascii_bin not null,
		order_id char(26) character set ascii collate ascii_bin not null,
		payment_id char(26) character set ascii collate ascii_bin not null,
		account varchar(64) character set ascii collate ascii_bin not null comment 'the shop''s account at the provider, as it was then',
		currency char(3) character set ascii collate ascii_bin not null,
		amount int not null,
		status varchar(16) character set ascii collate ascii_bin not null default 'pending',
		provider_ref varchar(120) character set ascii collate ascii_bin null,
		created_at datetime(3) not null,
		done_at datetime(3) null,
		unique key payouts_order (order_id),
		key payouts_shop (shop_id, status),
		constraint payouts_payment foreign key (payment_id) references payments (id),
		constraint payouts_amount check (amount > 0),
		constraint payouts_status check (status in ('pending', 'done'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
