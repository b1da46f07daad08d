import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table checkout_lines (
		id char(26) character set ascii collate ascii_bin not null primary key comment 'and of the order line that it becomes',
		checkout_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		product_id char(26) character set ascii collate ascii_bin not null,
		variant_id char(26) character set ascii collate ascii_bin not null,
		quantity int not null,
		unique key checkout_lines_position (checkout_id, position),
		constraint checkout_lines_checkout foreign key (checkout_id) references checkouts (id),
		constraint checkout_lines_quantity check (quantity > 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
