import { orderSchema } from '#orders/order-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { completeOrder } from '#orders/server/complete-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Say that a shipped order has arrived, as its buyer or its seller',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 200: { description: 'The order as it is now', schema: orderSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'not_possible'],
	},
	async ({ actor, params }) => {
		await completeOrder(actor, params.id);
		return json(await findOrder(actor, params.id));
	},
);
