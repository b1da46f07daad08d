import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shipping_zones (
		profile_id char(26) character set ascii collate ascii_bin not null,
		position int not null,
		countries text character set ascii collate ascii_bin null comment 'two-letter codes with spaces between; null: everywhere else',
		first_amount int not null,
		further_amount int not null,
		free_over_amount int null comment 'of the items of the shop after discount',
		days_min int not null,
		days_max int not null,
		primary key (profile_id, position),
		constraint shipping_zones_profile foreign key (profile_id) references shipping_profiles (id),
		constraint shipping_zones_amounts check (first_amount >= 0 and further_amount >= 0),
		constraint shipping_zones_free check (free_over_amount > 0),
		constraint shipping_zones_days check (days_min between 0 and days_max)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
