import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table chores (
		id char(26) character set ascii collate ascii_bin not null primary key,
		kind varchar(32) character set ascii collate ascii_bin not null,
		ref varchar(64) character set ascii collate ascii_bin not null,
		data text not null,
		request_id varchar(64) character set ascii collate ascii_bin null,
		status varchar(16) character set ascii collate ascii_bin not null default 'pending',
		epoch int not null default 0 comment 'rises with every queueing and lease; part of the job id',
		attempts int not null default 0,
		due_at datetime(3) not null,
		queued_at datetime(3) null,
		lease_until datetime(3) null,
		last_error varchar(1000) null,
		created_at datetime(3) not null,
		done_at datetime(3) null,
		unique key chores_once (kind, ref),
		key chores_due (status, due_at),
		constraint chores_status check (status in ('pending', 'queued', 'running', 'done', 'dead'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
