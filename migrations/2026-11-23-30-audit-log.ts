import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table audit_log (
		id char(26) character set ascii collate ascii_bin not null primary key,
		actor_id char(26) character set ascii collate ascii_bin not null,
		act varchar(48) character set ascii collate ascii_bin not null,
		subject_kind varchar(16) character set ascii collate ascii_bin not null,
		subject_id char(26) character set ascii collate ascii_bin not null,
		reason varchar(500) null,
		data text not null,
		address varchar(45) character set ascii collate ascii_bin null,
		request_id varchar(64) character set ascii collate ascii_bin null,
		at datetime(3) not null,
		key audit_log_subject (subject_kind, subject_id, id),
		key audit_log_actor (actor_id, id)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
