import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table consumer_cursors (
		name varchar(32) character set ascii collate ascii_bin not null primary key,
		gseq bigint unsigned not null
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
