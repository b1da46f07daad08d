import { checkoutSchema, orderPageSchema } from '#orders/order-schema.ts';
import { orderQuery, placeOrderInput } from '#orders/purchase-schema.ts';
import { placeOrder } from '#orders/server/place-order.ts';
import { ordersOfBuyer, ordersOfShop } from '#orders/server/queries.ts';
import { seatOf } from '#shops/server/queries/seats.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { readIdempotencyKey } from '../../edge/idempotency-key.ts';
import { replay } from '../../edge/replay.ts';

export const GET = endpoint(
	{
		summary:
			'Your orders, newest first; with `as=seller` those of the shop that you work in, once they are paid',
		tag: 'orders',
		who: 'user',
		query: orderQuery,
		answers: { 200: { description: 'A page; `next_cursor` is null on the last', schema: orderPageSchema } },
		refuses: ['not_signed_in', 'invalid_input'],
	},
	async ({ actor, query: { as = 'buyer', ...page } }) => {
		if (as === 'buyer') return json(await ordersOfBuyer(actor.id, page));
		const seat = await seatOf(actor);
		return json(seat ? await ordersOfShop(seat.shop.id, page) : { items: [], next_cursor: null });
	},
);

export const POST = endpoint(
	{
		summary:
			'Buy: one checkout, one order per shop, stock held until it is paid. Give `items`, or `product_id` and `quantity` alone',
		tag: 'orders',
		who: 'user',
		body: placeOrderInput,
		idempotent: true,
		answers: {
			201: { description: 'The checkout; the same again for the same key', schema: checkoutSchema },
		},
		refuses: [
			'not_signed_in',
			'invalid_input',
			'own_product',
			'sold_out',
			'hold_cap',
			'price_changed',
			'key_reused',
			'in_progress',
			'too_many_requests',
			'busy',
		],
	},
	async ({ actor, body, event }) => replay(await placeOrder(actor, body, readIdempotencyKey(event.request))),
);
