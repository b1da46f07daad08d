import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table refund_lines (
		id char(26) character set ascii collate ascii_bin not null primary key,
		refund_id char(26) character set ascii collate ascii_bin not null,
		order_line_id char(26) character set ascii collate ascii_bin not null,
		quantity int not null,
		unsent_quantity int not null comment 'of these, pieces that had not been sent: nobody sends them any more',
		restock tinyint(1) not null comment 'back on the shelf, by one movement whose ref is this id',
		amount int not null,
		commission_amount int not null,
		tax_amount int not null comment 'contained in the amount',
		unique key refund_lines_once (refund_id, order_line_id),
		key refund_lines_line (order_line_id),
		constraint refund_lines_refund foreign key (refund_id) references refunds (id),
		constraint refund_lines_quantity check (quantity > 0 and unsent_quantity between 0 and quantity),
		constraint refund_lines_amounts check (amount >= 0 and commission_amount >= 0 and tax_amount >= 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
