import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shipment_lines (
		shipment_id char(26) character set ascii collate ascii_bin not null,
		order_line_id char(26) character set ascii collate ascii_bin not null,
		quantity int not null,
		primary key (shipment_id, order_line_id),
		key shipment_lines_line (order_line_id),
		constraint shipment_lines_shipment foreign key (shipment_id) references shipments (id),
		constraint shipment_lines_quantity check (quantity > 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
