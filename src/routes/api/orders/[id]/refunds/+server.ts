import { refundOrder as refundOrderAsAdmin } from '#activity/server/refund-order.ts';
import { Refusal } from '#lib/refusal.ts';
import { orderSchema } from '#orders/order-schema.ts';
import { refundInput } from '#orders/fulfilment.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { findOrder } from '#orders/server/queries.ts';
import { refundOrder } from '#orders/server/refund-order.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';
import { readIdempotencyKey } from '../../../../edge/idempotency-key.ts';

export const POST = endpoint(
	{
		summary:
			'Give part of an order’s money back: some pieces, delivery, or both. For its seller, and for admins. Pieces that were not sent go first',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: refundInput,
		idempotent: true,
		answers: {
			201: { description: 'The refund is under way; the order as it is now', schema: orderSchema },
			204: { description: 'The same, for an admin' },
		},
		refuses: [
			'not_signed_in',
			'not_found',
			'forbidden',
			'invalid_input',
			'not_possible',
			'key_reused',
			'in_progress',
			'too_many_requests',
		],
	},
	async ({ actor, params, body, event }) => {
		const key = readIdempotencyKey(event.request);
		try {
			await refundOrder(actor, params.id, body, key);
		} catch (error) {
			const elsewhere = error instanceof Refusal && ['not_found', 'forbidden'].includes(error.code);
			if (!elsewhere || actor.role !== 'admin') throw error;
			await refundOrderAsAdmin(actor, params.id, body, key);
			return new Response(null, { status: 204 });
		}
		return json(await findOrder(actor, params.id), { status: 201 });
	},
);
