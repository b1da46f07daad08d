import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table refunds (
		id char(26) character set ascii collate ascii_bin not null primary key,
		payment_id char(26) character set ascii collate ascii_bin not null,
		order_id char(26) character set ascii collate ascii_bin not null,
		amount int not null,
		status varchar(16) character set ascii collate ascii_bin not null default 'pending',
		reason varchar(500) null,
		provider_ref varchar(120) character set ascii collate ascii_bin null,
		created_at datetime(3) not null,
		done_at datetime(3) null,
		unique key refunds_order (order_id),
		key refunds_payment (payment_id),
		constraint refunds_payment foreign key (payment_id) references payments (id),
		constraint refunds_amount check (amount > 0),
		constraint refunds_status check (status in ('pending', 'done', 'failed'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
