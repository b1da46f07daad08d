import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shop_staff (
		shop_id char(26) character set ascii collate ascii_bin not null,
		user_id char(26) character set ascii collate ascii_bin not null,
		role varchar(16) character set ascii collate ascii_bin not null,
		joined_at datetime(3) not null,
		primary key (shop_id, user_id),
		key shop_staff_user (user_id),
		constraint shop_staff_shop foreign key (shop_id) references shops (id),
		constraint shop_staff_user foreign key (user_id) references users (id),
		constraint shop_staff_role check (role in ('manager', 'packer'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
