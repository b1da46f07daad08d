import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table basket_lines (
		id char(26) character set ascii collate ascii_bin not null primary key,
		owner_id char(26) character set ascii collate ascii_bin not null,
		variant_id char(26) character set ascii collate ascii_bin not null,
		quantity int not null,
		saved_for_later tinyint(1) not null default 0,
		seen_amount int not null comment 'the price when it was put in',
		seen_currency char(3) character set ascii collate ascii_bin not null,
		added_at datetime(3) not null,
		unique key basket_lines_thing (owner_id, variant_id),
		key basket_lines_variant (variant_id),
		constraint basket_lines_basket foreign key (owner_id) references baskets (owner_id) on delete cascade,
		constraint basket_lines_quantity check (quantity > 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
