import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table api_tokens (
		id char(26) character set ascii collate ascii_bin not null primary key,
		token_hash binary(32) not null,
		user_id char(26) character set ascii collate ascii_bin not null,
		name varchar(80) not null,
		created_at datetime(3) not null,
		last_used_at datetime(3) null,
		revoked_at datetime(3) null,
		unique key api_tokens_hash (token_hash),
		key api_tokens_user (user_id),
		constraint api_tokens_user foreign key (user_id) references users (id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
