import { openCheckoutSchema } from '#orders/checkout-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { leaveCheckout } from '#orders/server/leave-checkout.ts';
import { findCheckout } from '#orders/server/queries/open-checkout.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'One of your checkouts, with what it holds and until when',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 200: { description: 'The checkout', schema: openCheckoutSchema } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => json(await findCheckout(actor, params.id)),
);

export const DELETE = endpoint(
	{
		summary: 'Leave a checkout: others can buy at once what it held. Again and again is the same',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 204: { description: 'It holds nothing any more' } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => {
		await leaveCheckout(actor, params.id);
		return new Response(null, { status: 204 });
	},
);
