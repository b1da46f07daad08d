import { startCheckoutInput, startedCheckoutSchema } from '#orders/checkout-schema.ts';
import { startCheckout } from '#orders/server/start-checkout.ts';
import { endpoint } from '../../edge/endpoint.ts';
import { readIdempotencyKey } from '../../edge/idempotency-key.ts';
import { replay } from '../../edge/replay.ts';

export const POST = endpoint(
	{
		summary:
			'Begin a checkout: stock for all of it is held for ten minutes, or nothing is. Ends the open checkout that you had; `take: "available"` takes what there is',
		tag: 'orders',
		who: 'user',
		body: startCheckoutInput,
		idempotent: true,
		answers: {
			201: {
				description: 'It holds its stock; the same again for the same key',
				schema: startedCheckoutSchema,
			},
		},
		refuses: [
			'not_signed_in',
			'invalid_input',
			'own_product',
			'sold_out',
			'hold_cap',
			'key_reused',
			'in_progress',
			'too_many_requests',
			'busy',
		],
	},
	async ({ actor, body, event }) =>
		replay(await startCheckout(actor, body, readIdempotencyKey(event.request))),
);
