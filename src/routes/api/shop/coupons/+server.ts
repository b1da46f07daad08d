import { z } from 'zod';
import { couponInput, couponSchema } from '#shops/coupon-schema.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { couponsOfShop } from '#shops/server/queries/coupons.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';
import { ownShop } from '../../../edge/own-shop.ts';

export const GET = endpoint(
	{
		summary: 'The coupons of your shop with how often each was used',
		tag: 'shops',
		who: 'user',
		answers: {
			200: { description: 'The latest 200', schema: z.object({ items: z.array(couponSchema) }) },
		},
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor }) => json({ items: await couponsOfShop(await ownShop(actor)) }),
);

export const POST = endpoint(
	{
		summary: 'Give out a coupon of your shop; its terms stay as they are made',
		tag: 'shops',
		who: 'user',
		body: couponInput,
		answers: { 201: { description: 'The coupon', schema: couponSchema } },
		refuses: ['not_signed_in', 'not_found', 'invalid_input', 'too_many_requests'],
	},
	async ({ actor, body }) => json(await makeCoupon(actor, body), { status: 201 }),
);
