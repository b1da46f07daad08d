/** Ways to break baskets and coupons by hand. */
import { sql } from 'kysely';
import type { Corruption } from './corruption.ts';
import { nobody } from './nobody.ts';

export const shopCorruptions: Corruption[] = [
	{
		id: 'B1',
		what: 'a number in a basket that nobody can buy',
		plant: (story) => sql`update basket_lines set quantity = 1000 where owner_id = ${story.ben}`,
		mend: (story) => sql`update basket_lines set quantity = 1 where owner_id = ${story.ben}`,
	},
	{
		id: 'B2',
		what: 'a maker who has their own bowl in the basket',
		plant: (story) => sql`update shops set user_id = ${story.ben} where user_id = ${story.ana}`,
		mend: (story) => sql`update shops set user_id = ${story.ana} where user_id = ${story.ben}`,
	},
	{
		id: 'B3',
		what: 'a basket too full',
		plant: (story) =>
			sql`insert into basket_lines (id, owner_id, variant_id, quantity, seen_amount, seen_currency, added_at)
				with recursive counted as (select 1 as n union all select n + 1 from counted where n < 50)
				select lpad(n, 26, '0'), ${story.ben}, lpad(n, 26, '0'), 1, 1, 'EUR', now(3) from counted`,
		mend: (story) => sql`delete from basket_lines where owner_id = ${story.ben} and seen_amount = 1`,
	},
	{
		id: 'C1',
		what: 'a use of a coupon that no order had',
		plant: (story) => sql`update coupons set used = used + 1 where id = ${story.coupon}`,
		mend: (story) => sql`update coupons set used = used - 1 where id = ${story.coupon}`,
	},
	{
		id: 'C2',
		what: 'a buyer who used a coupon once too often',
		plant: (story) =>
			sql`insert into coupon_redemptions (order_id, coupon_id, buyer_key, discount_amount, redeemed_at)
				select ${story.cancelled}, coupon_id, buyer_key, 0, now(3) from coupon_redemptions where order_id = ${story.paid}`,
		mend: (story) => sql`delete from coupon_redemptions where order_id = ${story.cancelled}`,
	},
	{
		id: 'C3',
		what: 'a coupon redeemed for another shop’s order',
		plant: (story) =>
			sql`update coupon_redemptions set coupon_id = ${story.foreignCoupon} where order_id = ${story.paid}`,
		mend: (story) =>
			sql`update coupon_redemptions set coupon_id = ${story.coupon} where order_id = ${story.paid}`,
	},
	{
		id: 'C3',
		what: 'a coupon redeemed for nothing',
		plant: (story) =>
			sql`update coupon_redemptions set order_id = ${nobody} where coupon_id = ${story.coupon}`,
		mend: (story) =>
			sql`update coupon_redemptions set order_id = ${story.paid} where coupon_id = ${story.coupon}`,
	},
	{
		id: 'C4',
		what: 'a coupon given back by an order that was paid',
		plant: (story) =>
			sql`update coupon_redemptions set given_back_at = now(3) where order_id = ${story.paid}`,
		mend: (story) => sql`update coupon_redemptions set given_back_at = null where order_id = ${story.paid}`,
	},
	{
		id: 'C5',
		what: 'a discount that no coupon gave',
		plant: (story) =>
			sql`update orders set discount_amount = 1, shipping_amount = shipping_amount + 1 where id = ${story.cancelled}`,
		mend: (story) =>
			sql`update orders set discount_amount = 0, shipping_amount = shipping_amount - 1 where id = ${story.cancelled}`,
	},
];
