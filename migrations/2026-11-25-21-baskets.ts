import { sql, type Kysely } from 'kysely';

/** One for each shopper; its row is the lock under which its lines change. */
export const up = (db: Kysely<unknown>) =>
	sql`create table baskets (
		owner_id char(26) character set ascii collate ascii_bin not null primary key comment 'a member or a guest, who may have no row yet',
		version int not null default 1,
		updated_at datetime(3) not null,
		key baskets_updated (updated_at)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
