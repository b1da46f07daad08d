import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import type { CouponInput } from '../coupon-schema.ts';
import type { CouponView } from '../coupon.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { couponOfShop } from './queries/coupons.ts';
import { addCoupon } from './steps/add-coupon.ts';

/**
 * Gives out a coupon in the member's own shop.
 * @throws {Refusal} not_found when the member has none; invalid_input, also when the shop has had that code already
 */
export async function makeCoupon(actor: Actor, input: CouponInput): Promise<CouponView> {
	await limit('make-coupon', actor.id, { points: 120, seconds: 60 });
	return await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'coupons.edit');
		const id = await addCoupon(tx, shop, input);
		const made = await couponOfShop(shop, id, tx);
		if (!made) throw new Error('The coupon that was just made is not there');
		return made;
	});
}
