import { orderSchema } from '#orders/order-schema.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Take on a paid order of your shop',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		answers: { 200: { description: 'The order as it is now', schema: orderSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'not_possible'],
	},
	async ({ actor, params }) => {
		await acceptOrder(actor, params.id);
		return json(await findOrder(actor, params.id));
	},
);
