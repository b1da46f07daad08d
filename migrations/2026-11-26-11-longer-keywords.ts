import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table products
		modify column keywords varchar(2000) not null default '' comment 'its category, options, tags and materials, for the search'`.execute(
		db,
	);
