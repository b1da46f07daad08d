import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table sessions (
		id binary(32) not null primary key comment 'SHA-256 of the token in the cookie',
		public_id char(26) character set ascii collate ascii_bin not null,
		user_id char(26) character set ascii collate ascii_bin not null,
		user_agent varchar(255) null,
		address varchar(45) character set ascii collate ascii_bin null,
		created_at datetime(3) not null comment 'ends at an absolute age whatever its use',
		expires_at datetime(3) not null comment 'slides with use',
		unique key sessions_public (public_id),
		key sessions_user (user_id),
		key sessions_expiry (expires_at),
		constraint sessions_user foreign key (user_id) references users (id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
