import { z } from 'zod';
import { couponInput, couponSchema } from '#shops/coupon-schema.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { couponsOfShop } from '#shops/server/queries/coupons.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'The coupons of your shop with how often each was used',
		tag: 'shops',
		who: 'user',
		answers: {
			200: { description: 'The latest 200', schema: z.object({ items: z.array(couponSchema) }) },
		},
		refuses: ['not_signed_in', 'not_found', 'forbidden'],
	},
	async ({ actor }) => {
		const { shop } = await needSeat(actor, 'coupons.edit');
		return json({ items: await couponsOfShop(shop) });
	},
);

export const POST = endpoint(
	{
		summary: 'Give out a coupon of your shop; its terms stay as they are made',
		tag: 'shops',
		who: 'user',
		body: couponInput,
		answers: { 201: { description: 'The coupon', schema: couponSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'invalid_input', 'too_many_requests'],
	},
	async ({ actor, body }) => json(await makeCoupon(actor, body), { status: 201 }),
);
