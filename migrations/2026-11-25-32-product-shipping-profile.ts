import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table products
		add column shipping_profile_id char(26) character set ascii collate ascii_bin null comment 'null: the default one of the shop'`.execute(
		db,
	);
