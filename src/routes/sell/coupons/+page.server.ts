import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { couponsOfShop } from '#shops/server/queries/coupons.ts';
import { stopCoupon } from '#shops/server/stop-coupon.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { takeSeat } from '../../edge/seat.ts';
import { couponFields, readCoupon } from './coupon-form.ts';

export async function load(event) {
	const { seat } = await takeSeat(event, 'coupons.edit');
	event.depends('app:coupons');
	if (!seat) return { shop: null };
	const { shop } = seat;
	const stream = `shop:${shop.id}` as const;
	const cursors = await readCursors([stream]);
	const { name, colours, currency } = shop;
	return { shop: { name, colours, currency }, stream, cursors, coupons: await couponsOfShop(shop) };
}

export const actions = {
	async make(event) {
		const actor = needActor(event);
		return await formAction(event, couponFields, async (fields) => {
			const { currency } = (await needSeat(actor, 'coupons.edit')).shop;
			return { made: (await makeCoupon(actor, readCoupon(fields, currency))).code };
		});
	},
	async stop(event) {
		const actor = needActor(event);
		return await formAction(
			event,
			z.strictObject({ coupon: z.string().regex(ID_PATTERN) }),
			async (fields) => {
				return { stopped: (await stopCoupon(actor, fields.coupon)).code };
			},
		);
	},
};
