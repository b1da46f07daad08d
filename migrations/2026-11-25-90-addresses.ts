import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table addresses (
		id char(26) character set ascii collate ascii_bin not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		default_of char(26) character set ascii collate ascii_bin null comment 'whose default it is; each has one at most',
		label varchar(40) not null default '',
		name varchar(120) not null,
		line1 varchar(120) not null,
		line2 varchar(120) not null default '',
		postal_code varchar(16) not null default '',
		city varchar(80) not null,
		region varchar(80) not null default '',
		country char(2) character set ascii collate ascii_bin not null,
		created_at datetime(3) not null,
		last_used_at datetime(3) null,
		key addresses_user (user_id),
		unique key addresses_default (default_of),
		constraint addresses_user foreign key (user_id) references users (id),
		constraint addresses_default_of check (default_of is null or default_of = user_id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
