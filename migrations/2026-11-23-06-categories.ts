import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table categories (
		id char(26) character set ascii collate ascii_bin not null primary key,
		slug varchar(80) character set ascii collate ascii_bin not null,
		name varchar(80) not null,
		position int not null,
		unique key categories_slug (slug)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
