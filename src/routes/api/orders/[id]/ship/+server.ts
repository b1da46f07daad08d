import { orderSchema } from '#orders/order-schema.ts';
import { shipInput } from '#orders/fulfilment.ts';
import { orderParams } from '#orders/purchase-schema.ts';
import { shipOrder } from '#orders/server/ship-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Send an accepted order of your shop: all that is left, or the `lines` that are in this parcel',
		tag: 'orders',
		who: 'user',
		params: orderParams,
		body: shipInput,
		answers: { 200: { description: 'The order as it is now', schema: orderSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'invalid_input', 'not_possible'],
	},
	async ({ actor, params, body }) => {
		await shipOrder(actor, params.id, body);
		return json(await findOrder(actor, params.id));
	},
);
