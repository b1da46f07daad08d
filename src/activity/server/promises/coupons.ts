import { sql } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

export const couponPromises: Promise_[] = [
	{
		id: 'C1',
		says: 'a coupon’s uses are its redemptions that were not given back, and no more than it may have',
		offenders: sql<Offender>`select c.id as who, concat('coupon ', c.code, ' counts ', c.used, ' of ', coalesce(c.max_uses, 'any number'), ', redeemed ', count(r.order_id)) as what
			from coupons c left join coupon_redemptions r on r.coupon_id = c.id and r.given_back_at is null
			group by c.id, c.code, c.used, c.max_uses
			having c.used <> count(r.order_id) or c.used > coalesce(c.max_uses, c.used)`,
	},
	{
		id: 'C2',
		says: 'no buyer used a coupon more often than one buyer may',
		offenders: sql<Offender>`select c.id as who, concat('coupon ', c.code, ' was used ', count(*), ' times by one buyer, of ', c.max_uses_per_buyer) as what
			from coupons c join coupon_redemptions r on r.coupon_id = c.id and r.given_back_at is null
			where c.max_uses_per_buyer is not null
			group by c.id, c.code, c.max_uses_per_buyer, r.buyer_key having count(*) > c.max_uses_per_buyer`,
	},
	{
		id: 'C3',
		says: 'a coupon is redeemed for an order of its own shop',
		offenders: sql<Offender>`select concat(r.coupon_id, ' for order ', r.order_id) as who, concat('redeemed ', coalesce(c.code, 'no coupon'), case when o.id is null then ', is no order' else ' of another shop' end) as what
			from coupon_redemptions r left join coupons c on c.id = r.coupon_id left join orders o on o.id = r.order_id
			where o.id is null or c.id is null or c.shop_id <> o.shop_id`,
	},
	{
		id: 'C4',
		says: 'what an order redeemed is given back if and only if it ended unpaid',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' is ', o.status, ', its coupon is ', case when r.given_back_at is null then 'counted' else 'given back' end) as what
			from coupon_redemptions r join orders o on o.id = r.order_id
			where (r.given_back_at is not null) <> (o.paid_at is null and o.status in ('cancelled', 'expired'))`,
	},
	{
		id: 'C5',
		says: 'an order with a discount redeemed a coupon for it',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' has a discount of ', o.discount_amount, ', redeemed ', coalesce(r.discount_amount, 'nothing')) as what
			from orders o left join coupon_redemptions r on r.order_id = o.id
			where o.discount_amount > coalesce(r.discount_amount, 0)`,
	},
];
