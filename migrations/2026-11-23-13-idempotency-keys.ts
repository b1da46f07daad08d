import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table idempotency_keys (
		scope varchar(32) character set ascii collate ascii_bin not null comment 'whose key: a user id',
		route varchar(64) character set ascii collate ascii_bin not null,
		idempotency_key varbinary(255) not null,
		fingerprint binary(32) not null comment 'SHA-256 of the canonical body',
		status smallint null,
		body mediumtext null comment 'the answer as JSON, replayed to the letter',
		created_at datetime(3) not null,
		primary key (scope, route, idempotency_key),
		key idempotency_keys_age (created_at)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
