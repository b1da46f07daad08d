import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table products
		add column tags text not null default ('[]') comment 'JSON array of strings',
		add column materials text not null default ('[]') comment 'JSON array of strings'`.execute(db);
