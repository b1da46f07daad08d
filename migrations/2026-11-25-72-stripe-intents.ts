import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table stripe_intents (
		payment_key varchar(64) character set ascii collate ascii_bin not null primary key,
		intent_id varchar(120) character set ascii collate ascii_bin not null,
		created_at datetime(3) not null,
		unique key stripe_intents_intent (intent_id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
