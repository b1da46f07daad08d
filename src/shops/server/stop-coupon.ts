import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { CouponView } from '../coupon.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { couponOfShop } from './queries/coupons.ts';

/**
 * Ends a coupon of the member's own shop for good; purchases that have it already keep it.
 * @throws {Refusal} not_found for another's; not_possible when it was stopped before
 */
export async function stopCoupon(actor: Actor, couponId: string): Promise<CouponView> {
	return await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'coupons.edit');
		const stopped = await tx
			.updateTable('coupons')
			.set({ active: 0, version: sql`version + 1` })
			.where('id', '=', couponId)
			.where('shop_id', '=', shop.id)
			.where('active', '=', 1)
			.executeTakeFirst();
		const coupon = await couponOfShop(shop, couponId, tx);
		if (!coupon) throw new Refusal('not_found');
		if (stopped.numUpdatedRows !== 1n) throw new Refusal('not_possible', { detail: 'It is stopped already' });
		const { code, used, max_uses, version } = coupon;
		await record(tx, {
			type: 'coupon.stopped',
			id: coupon.id,
			version,
			data: { shop_id: shop.id, shop_name: shop.name, code, used, max_uses },
		});
		return coupon;
	});
}
