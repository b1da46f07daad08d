import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table event_streams (
		stream varchar(40) character set ascii collate ascii_bin not null,
		sseq bigint unsigned not null comment 'dense within the stream',
		gseq bigint unsigned not null,
		primary key (stream, sseq),
		unique key event_streams_event (gseq, stream)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
