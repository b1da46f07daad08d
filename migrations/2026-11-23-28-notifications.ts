import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table notifications (
		id char(26) character set ascii collate ascii_bin not null primary key,
		user_id char(26) character set ascii collate ascii_bin not null,
		kind varchar(32) character set ascii collate ascii_bin not null,
		subject_id char(26) character set ascii collate ascii_bin not null,
		title varchar(200) not null,
		body varchar(500) not null,
		href varchar(200) character set ascii collate ascii_bin not null,
		created_at datetime(3) not null,
		read_at datetime(3) null,
		unique key notifications_once (kind, subject_id, user_id),
		key notifications_user (user_id, id),
		key notifications_unread (user_id, read_at)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
