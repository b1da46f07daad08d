import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table payment_exceptions (
		id char(26) character set ascii collate ascii_bin not null primary key,
		kind varchar(32) character set ascii collate ascii_bin not null,
		ref varchar(120) character set ascii collate ascii_bin not null comment 'what it happened to, so that a repeat is the same exception',
		payment_id char(26) character set ascii collate ascii_bin null,
		order_id char(26) character set ascii collate ascii_bin null,
		amount int null,
		currency char(3) character set ascii collate ascii_bin null,
		detail varchar(500) not null,
		created_at datetime(3) not null,
		resolved_at datetime(3) null,
		resolved_by char(26) character set ascii collate ascii_bin null,
		note varchar(500) null,
		unique key payment_exceptions_once (kind, ref),
		key payment_exceptions_open (resolved_at, id),
		key payment_exceptions_payment (payment_id),
		constraint payment_exceptions_resolved check ((resolved_at is null) = (resolved_by is null) and (resolved_at is null) = (note is null))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
