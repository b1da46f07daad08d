import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table checkouts (
		id char(26) character set ascii collate ascii_bin not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		currency char(3) character set ascii collate ascii_bin not null,
		total_amount int not null,
		created_at datetime(3) not null,
		key checkouts_user (user_id, created_at)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
