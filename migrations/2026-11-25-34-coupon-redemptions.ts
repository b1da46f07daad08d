import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table coupon_redemptions (
		order_id char(26) character set ascii collate ascii_bin not null primary key,
		coupon_id char(26) character set ascii collate ascii_bin not null,
		buyer_key binary(32) not null comment 'SHA-256 of the email address, so that guests count as one buyer',
		discount_amount int not null,
		redeemed_at datetime(3) not null,
		given_back_at datetime(3) null comment 'the order ended unpaid',
		key coupon_redemptions_buyer (coupon_id, buyer_key),
		constraint coupon_redemptions_discount check (discount_amount >= 0)
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
