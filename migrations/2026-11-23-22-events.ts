import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table events (
		gseq bigint unsigned not null primary key comment 'dense: 1, 2, 3 …',
		outbox_id bigint unsigned not null,
		type varchar(48) character set ascii collate ascii_bin not null,
		v smallint not null,
		entity varchar(16) character set ascii collate ascii_bin not null,
		entity_id char(26) character set ascii collate ascii_bin not null,
		entity_version int not null,
		data mediumtext not null,
		streams text character set ascii collate ascii_bin not null comment 'object of stream to its sseq',
		actor_id char(26) character set ascii collate ascii_bin null,
		shop_id char(26) character set ascii collate ascii_bin null comment 'for filtering the feed',
		request_id varchar(64) character set ascii collate ascii_bin null,
		recorded_at datetime(3) not null,
		unique key events_outbox (outbox_id),
		key events_entity (entity, entity_id, entity_version),
		key events_type (type, gseq),
		key events_actor (actor_id, gseq),
		key events_shop (shop_id, gseq),
		key events_time (recorded_at)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
