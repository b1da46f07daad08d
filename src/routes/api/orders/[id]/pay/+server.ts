import { orderSchema } from '#orders/order-schema.ts';
import { orderParams, payInput } from '#orders/purchase-schema.ts';
import { payAgain } from '#orders/server/pay-again.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';
import { readIdempotencyKey } from '../../../../edge/idempotency-key.ts';

export const POST = endpoint(
	{
		summary: 'Pay with another card after one was declined, while the stock is held',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: payInput,
		idempotent: true,
		answers: { 202: { description: 'The payment is under way', schema: orderSchema } },
		refuses: [
			'not_signed_in',
			'not_found',
			'invalid_input',
			'not_possible',
			'key_reused',
			'in_progress',
			'too_many_requests',
		],
	},
	async ({ actor, params, body, event }) => {
		await payAgain(actor, params.id, body.payment, readIdempotencyKey(event.request));
		return json(await findOrder(actor, params.id), { status: 202 });
	},
);
