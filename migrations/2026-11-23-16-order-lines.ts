import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table order_lines (
		id char(26) character set ascii collate ascii_bin not null primary key,
		order_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		product_id char(26) character set ascii collate ascii_bin not null,
		variant_id char(26) character set ascii collate ascii_bin not null,
		title varchar(140) not null comment 'this and all below as bought',
		options json not null,
		sku varchar(64) null,
		picture_src varchar(255) character set ascii collate ascii_bin null,
		unit_amount int not null,
		quantity int not null,
		line_amount int not null,
		key order_lines_order (order_id, position),
		key order_lines_product (product_id),
		constraint order_lines_order foreign key (order_id) references orders (id),
		constraint order_lines_quantity check (quantity > 0),
		constraint order_lines_amount check (line_amount = unit_amount * quantity)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
