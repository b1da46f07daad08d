import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shipping_profiles (
		id char(26) character set ascii collate ascii_bin not null primary key,
		shop_id char(26) character set ascii collate ascii_bin not null,
		name varchar(80) not null,
		is_default tinyint(1) null comment '1, or null: so a shop has at most one',
		version int not null default 1,
		created_at datetime(3) not null,
		updated_at datetime(3) not null,
		removed_at datetime(3) null comment 'its products go by the default one then',
		unique key shipping_profiles_default (shop_id, is_default),
		constraint shipping_profiles_one_default check (is_default = 1)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
