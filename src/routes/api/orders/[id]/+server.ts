import { orderSchema } from '#orders/order-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'One order: yours, or one of your shop’s once it is paid',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 200: { description: 'The order', schema: orderSchema } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => json(await findOrder(actor, params.id)),
);
