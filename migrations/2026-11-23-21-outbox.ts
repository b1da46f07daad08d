import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table outbox (
		id bigint unsigned not null auto_increment primary key comment 'never a cursor: given out before commit',
		type varchar(48) character set ascii collate ascii_bin not null,
		v smallint not null,
		entity varchar(16) character set ascii collate ascii_bin not null,
		entity_id char(26) character set ascii collate ascii_bin not null,
		entity_version int not null,
		data mediumtext not null,
		actor_id char(26) character set ascii collate ascii_bin null,
		request_id varchar(64) character set ascii collate ascii_bin null,
		recorded_at datetime(3) not null
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
