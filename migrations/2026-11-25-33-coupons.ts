import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table coupons (
		id char(26) character set ascii collate ascii_bin not null primary key,
		shop_id char(26) character set ascii collate ascii_bin not null,
		code varchar(32) character set ascii collate ascii_bin not null comment 'as the maker writes it',
		code_key varchar(32) character set ascii collate ascii_bin not null comment 'in capitals: what is typed is compared with this',
		kind varchar(16) character set ascii collate ascii_bin not null,
		value int not null comment 'basis points, minor units, or 0 for free delivery',
		minimum_amount int not null default 0 comment 'of the items of the shop before discount',
		starts_at datetime(3) not null,
		ends_at datetime(3) null,
		max_uses int null,
		max_uses_per_buyer int null,
		used int not null default 0,
		active tinyint(1) not null default 1,
		version int not null default 1,
		created_at datetime(3) not null,
		unique key coupons_code (shop_id, code_key),
		constraint coupons_value check (
			(kind = 'percent' and value between 1 and 10000) or (kind = 'fixed' and value > 0) or (kind = 'free_shipping' and value = 0)),
		constraint coupons_minimum check (minimum_amount >= 0),
		constraint coupons_window check (ends_at > starts_at),
		constraint coupons_limits check (max_uses > 0 and max_uses_per_buyer > 0),
		constraint coupons_used check (used >= 0),
		constraint coupons_most check (used <= max_uses)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
