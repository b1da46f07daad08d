import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table provider_events (
		id char(26) character set ascii collate ascii_bin not null primary key,
		provider varchar(16) character set ascii collate ascii_bin not null,
		event_id varchar(120) character set ascii collate ascii_bin not null,
		type varchar(80) character set ascii collate ascii_bin not null,
		payment_id char(26) character set ascii collate ascii_bin null,
		outcome varchar(16) character set ascii collate ascii_bin not null,
		received_at datetime(3) not null,
		unique key provider_events_once (provider, event_id),
		key provider_events_payment (payment_id),
		constraint provider_events_outcome check (outcome in ('applied', 'stale', 'ignored', 'refused'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
