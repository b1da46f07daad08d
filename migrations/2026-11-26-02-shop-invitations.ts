import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table shop_invitations (
		id char(26) character set ascii collate ascii_bin not null primary key,
		shop_id char(26) character set ascii collate ascii_bin not null,
		email varchar(254) not null,
		role varchar(16) character set ascii collate ascii_bin not null,
		invited_by char(26) character set ascii collate ascii_bin not null,
		open_for varbinary(281) null comment 'shop and address; each has one open invitation at most',
		created_at datetime(3) not null,
		expires_at datetime(3) not null,
		ended_at datetime(3) null,
		joined_by char(26) character set ascii collate ascii_bin null comment 'who used it; null if it was withdrawn',
		unique key shop_invitations_open (open_for),
		key shop_invitations_shop (shop_id, created_at),
		constraint shop_invitations_shop foreign key (shop_id) references shops (id),
		constraint shop_invitations_role check (role in ('manager', 'packer'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
