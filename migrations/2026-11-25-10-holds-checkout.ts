import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table holds
		add column checkout_id char(26) character set ascii collate ascii_bin null comment 'whose it is, before there is an order and after'`.execute(
		db,
	);
