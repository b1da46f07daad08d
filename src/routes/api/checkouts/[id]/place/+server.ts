import { placeCheckoutInput } from '#orders/checkout-schema.ts';
import { checkoutSchema } from '#orders/order-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { placeCheckout } from '#orders/server/place-checkout.ts';
import { endpoint } from '../../../../edge/endpoint.ts';
import { readIdempotencyKey } from '../../../../edge/idempotency-key.ts';
import { replay } from '../../../../edge/replay.ts';

export const POST = endpoint(
	{
		summary:
			'Buy what a checkout holds: one order per shop. With `expected_total`, at that price or not at all',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: placeCheckoutInput,
		idempotent: true,
		answers: {
			201: { description: 'The purchase; the same again for the same key', schema: checkoutSchema },
		},
		refuses: [
			'not_signed_in',
			'not_found',
			'invalid_input',
			'checkout_ended',
			'price_changed',
			'key_reused',
			'in_progress',
			'too_many_requests',
			'busy',
		],
	},
	async ({ actor, params, body, event }) =>
		replay(await placeCheckout(actor, params.id, body, readIdempotencyKey(event.request))),
);
