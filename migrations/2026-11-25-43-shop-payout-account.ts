import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table shops
		add column payout_account varchar(64) character set ascii collate ascii_bin null comment 'the shop''s account at the payment provider'`.execute(
		db,
	);
