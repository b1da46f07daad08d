import { quoteInput, quoteSchema } from '#orders/checkout-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { quoteCheckout } from '#orders/server/queries/open-checkout.ts';
import { quoteView } from '#orders/server/quote-view.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'What a checkout comes to, sent to a country and with coupons; nothing is written',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: quoteInput,
		answers: { 200: { description: 'Shop by shop', schema: quoteSchema } },
		refuses: ['not_signed_in', 'not_found', 'invalid_input'],
	},
	async ({ actor, params, body }) => json(quoteView(await quoteCheckout(actor, params.id, body))),
);
