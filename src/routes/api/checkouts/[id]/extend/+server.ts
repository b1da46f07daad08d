import { extendedCheckoutSchema } from '#orders/checkout-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { extendCheckout } from '#orders/server/extend-checkout.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Hold the stock for three minutes more, ten times at most',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 200: { description: 'Until when now', schema: extendedCheckoutSchema } },
		refuses: ['not_signed_in', 'not_found', 'checkout_ended', 'not_possible', 'too_many_requests'],
	},
	async ({ actor, params }) => json(await extendCheckout(actor, params.id)),
);
