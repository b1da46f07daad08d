import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table account_tokens (
		token_hash binary(32) not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		kind varchar(16) character set ascii collate ascii_bin not null,
		email_key varbinary(254) not null comment 'the address it was sent to',
		created_at datetime(3) not null,
		expires_at datetime(3) not null,
		used_at datetime(3) null,
		key account_tokens_user (user_id, kind),
		constraint account_tokens_user foreign key (user_id) references users (id),
		constraint account_tokens_kind check (kind in ('verify', 'reset'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
