import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table payments (
		id char(26) character set ascii collate ascii_bin not null primary key,
		checkout_id char(26) character set ascii collate ascii_bin not null,
		user_id char(26) character set ascii collate ascii_bin not null,
		provider varchar(16) character set ascii collate ascii_bin not null,
		method_token varchar(120) character set ascii collate ascii_bin not null comment 'the provider''s name for the card; never the card',
		method_label varchar(40) not null comment 'e.g. “Visa ending 4242”',
		currency char(3) character set ascii collate ascii_bin not null,
		amount int not null,
		refunded_amount int not null default 0,
		status varchar(16) character set ascii collate ascii_bin not null,
		attempt int not null default 1,
		failure varchar(60) character set ascii collate ascii_bin null,
		provider_ref varchar(120) character set ascii collate ascii_bin null,
		version int not null default 1,
		created_at datetime(3) not null,
		captured_at datetime(3) null,
		unique key payments_checkout (checkout_id),
		key payments_status (status, created_at),
		constraint payments_amount check (amount > 0),
		constraint payments_refunded check (refunded_amount between 0 and amount),
		constraint payments_status check (status in ('pending', 'processing', 'captured', 'declined', 'void'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
