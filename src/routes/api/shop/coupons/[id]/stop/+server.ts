import { couponParams, couponSchema } from '#shops/coupon-schema.ts';
import { stopCoupon } from '#shops/server/stop-coupon.ts';
import { endpoint, json } from '../../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Stop a coupon of your shop for good; purchases that have it keep it',
		tag: 'shops',
		who: 'user',
		params: couponParams,
		answers: { 200: { description: 'The coupon as it is now', schema: couponSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'not_possible'],
	},
	async ({ actor, params }) => json(await stopCoupon(actor, params.id)),
);
