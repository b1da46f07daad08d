import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table users (
		id char(26) character set ascii collate ascii_bin not null primary key,
		username varchar(32) character set ascii collate ascii_general_ci not null,
		email varchar(254) not null,
		email_key varbinary(254) null comment 'normalised; null once deleted',
		password_hash varchar(255) character set ascii collate ascii_bin not null,
		role varchar(16) character set ascii collate ascii_bin not null default 'user',
		status varchar(16) character set ascii collate ascii_bin not null default 'active',
		status_reason varchar(500) null,
		town varchar(80) null comment 'shown with a sale where the buyer allows it',
		announce_purchases tinyint(1) not null default 1,
		email_verified_at datetime(3) null,
		version int not null default 1,
		created_at datetime(3) not null,
		unique key users_username (username),
		unique key users_email_key (email_key),
		key users_created (created_at, id),
		constraint users_role check (role in ('user', 'admin')),
		constraint users_status check (status in ('active', 'suspended', 'deleted'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
