import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table mails (
		id char(26) character set ascii collate ascii_bin not null primary key,
		kind varchar(32) character set ascii collate ascii_bin not null,
		subject_ref varchar(64) character set ascii collate ascii_bin not null,
		recipient varchar(254) not null,
		recipient_key binary(32) not null comment 'SHA-256 of the normalised address',
		user_id char(26) character set ascii collate ascii_bin null,
		message_id varchar(120) character set ascii collate ascii_bin not null,
		subject varchar(250) not null,
		html mediumtext null comment 'null for mails that carry a secret link: made at sending, never kept',
		body mediumtext null,
		status varchar(16) character set ascii collate ascii_bin not null default 'pending',
		attempts int not null default 0,
		last_error varchar(1000) null,
		created_at datetime(3) not null,
		sent_at datetime(3) null,
		unique key mails_once (kind, subject_ref, recipient_key),
		unique key mails_message (message_id),
		key mails_status (status, created_at),
		constraint mails_status check (status in ('pending', 'sent', 'dead'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
