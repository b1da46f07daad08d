import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table order_charges (
		order_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		kind varchar(16) character set ascii collate ascii_bin not null,
		label varchar(120) not null,
		amount int not null comment 'minor units, never negative; a discount is taken off',
		included tinyint(1) not null default 0 comment 'a tax that the prices contain already',
		rate_basis_points int null comment '2100 is 21 %',
		ref char(26) character set ascii collate ascii_bin null comment 'the coupon or the shipping profile',
		primary key (order_id, position),
		constraint order_charges_order foreign key (order_id) references orders (id),
		constraint order_charges_kind check (kind in ('discount', 'shipping', 'tax')),
		constraint order_charges_amount check (amount >= 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
