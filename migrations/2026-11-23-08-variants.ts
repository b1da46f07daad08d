import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table variants (
		id char(26) character set ascii collate ascii_bin not null primary key,
		product_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		options json not null comment 'object of option name to value; empty for the only variant',
		sku varchar(64) null,
		price_amount int not null,
		active tinyint(1) not null default 1,
		created_at datetime(3) not null,
		key variants_product (product_id, position),
		constraint variants_product foreign key (product_id) references products (id),
		constraint variants_price check (price_amount > 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
