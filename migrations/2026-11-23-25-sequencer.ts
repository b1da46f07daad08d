import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table sequencer (
		id tinyint not null primary key,
		gseq bigint unsigned not null,
		epoch int not null comment 'rises when the server may have taken events back',
		server_started_at datetime not null
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
