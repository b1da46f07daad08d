import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table stock (
		variant_id char(26) character set ascii collate ascii_bin not null primary key,
		product_id char(26) character set ascii collate ascii_bin not null,
		on_hand int not null,
		held int not null default 0,
		version int not null default 1 comment 'rises by one with every movement',
		key stock_product (product_id),
		constraint stock_on_hand check (on_hand >= 0),
		constraint stock_held check (held >= 0),
		constraint stock_available check (on_hand >= held)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
