import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table payments
		add column action_url varchar(1000) character set ascii collate ascii_bin null comment 'where the buyer confirms it with the bank',
		add column asked_at datetime(3) null comment 'when the provider was last asked about it'`.execute(db);
