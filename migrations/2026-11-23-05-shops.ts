import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shops (
		id char(26) character set ascii collate ascii_bin not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		slug varchar(80) character set ascii collate ascii_bin not null,
		name varchar(80) not null,
		tagline varchar(140) not null default '',
		story text not null,
		town varchar(80) not null default '',
		country char(2) character set ascii collate ascii_bin not null default '',
		colour_a char(7) character set ascii collate ascii_bin not null default '#C8452D',
		colour_b char(7) character set ascii collate ascii_bin not null default '#FAF6EE',
		currency char(3) character set ascii collate ascii_bin not null default 'EUR',
		status varchar(16) character set ascii collate ascii_bin not null default 'open',
		version int not null default 1,
		created_at datetime(3) not null,
		unique key shops_user (user_id),
		unique key shops_slug (slug),
		constraint shops_status check (status in ('open', 'closed', 'suspended'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
