import { orderSchema } from '#orders/order-schema.ts';
import { cancelInput, orderParams } from '#orders/purchase-schema.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary:
			'Cancel an order; what was paid goes back. A seller must give a reason. Unpaid, its whole checkout ends',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: cancelInput,
		answers: { 200: { description: 'The order as it is now', schema: orderSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'invalid_input', 'not_possible'],
	},
	async ({ actor, params, body }) => {
		await cancelOrder(actor, params.id, body.reason);
		return json(await findOrder(actor, params.id));
	},
);
