import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table products (
		id char(26) character set ascii collate ascii_bin not null primary key,
		shop_id char(26) character set ascii collate ascii_bin not null,
		category_id char(26) character set ascii collate ascii_bin not null,
		slug varchar(160) character set ascii collate ascii_bin not null,
		name varchar(140) not null,
		description text not null,
		keywords varchar(500) not null default '' comment 'its category and options, for the search',
		price_amount int not null comment 'the lowest of its variants, minor units',
		currency char(3) character set ascii collate ascii_bin not null,
		status varchar(16) character set ascii collate ascii_bin not null default 'active',
		status_reason varchar(500) null,
		featured tinyint(1) not null default 0,
		version int not null default 1,
		listed_at datetime(3) not null,
		created_at datetime(3) not null,
		updated_at datetime(3) not null,
		key products_fresh (status, listed_at, id),
		key products_price (status, price_amount, id),
		key products_category (category_id, status, listed_at, id),
		key products_shop (shop_id, status, listed_at, id),
		key products_featured (featured, status, listed_at, id),
		fulltext key products_words (name, description, keywords),
		constraint products_category foreign key (category_id) references categories (id),
		constraint products_price check (price_amount > 0),
		constraint products_status check (status in ('draft', 'active', 'removed', 'taken_down'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
