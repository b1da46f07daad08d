import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table product_pictures (
		id char(26) character set ascii collate ascii_bin not null primary key,
		product_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		src varchar(255) character set ascii collate ascii_bin null comment 'address without width and ending; null until ready',
		widths varchar(64) character set ascii collate ascii_bin not null default '' comment 'comma separated',
		width int not null default 0,
		height int not null default 0,
		alt varchar(250) not null default '',
		placeholder text null comment 'data address of a tiny blur',
		upload_key varchar(100) character set ascii collate ascii_bin null comment 'the raw upload, until it is processed',
		status varchar(16) character set ascii collate ascii_bin not null,
		status_reason varchar(250) null,
		created_at datetime(3) not null,
		key product_pictures_product (product_id, position),
		constraint product_pictures_product foreign key (product_id) references products (id),
		constraint product_pictures_status check (status in ('processing', 'ready', 'refused'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
