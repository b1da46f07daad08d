import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table sandbox_charges (
		id char(26) character set ascii collate ascii_bin not null primary key,
		payment_key varchar(64) character set ascii collate ascii_bin not null comment 'the caller''s idempotency key',
		kind varchar(16) character set ascii collate ascii_bin not null,
		amount int not null,
		currency char(3) character set ascii collate ascii_bin not null,
		outcome varchar(16) character set ascii collate ascii_bin not null,
		failure varchar(60) character set ascii collate ascii_bin null,
		settles_at datetime(3) not null comment 'a late card answers processing until then',
		created_at datetime(3) not null,
		unique key sandbox_charges_key (payment_key),
		constraint sandbox_charges_kind check (kind in ('charge', 'refund')),
		constraint sandbox_charges_outcome check (outcome in ('succeeded', 'declined'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
