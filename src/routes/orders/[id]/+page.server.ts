import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN, newId } from '#lib/ids.ts';
import { sign } from '#lib/server/signature.ts';
import { cancelInput } from '#orders/purchase-schema.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { completeOrder } from '#orders/server/complete-order.ts';
import { payAgain } from '#orders/server/pay-again.ts';
import { findOrder, ordersOfCheckout } from '#orders/server/queries.ts';
import { cardField, paymentOfCard } from '#payments/payment.ts';
import { formAction } from '../../edge/form-action.ts';
import { orErrorPage } from '../../edge/guard.ts';
import { orderReader } from './order-reader.ts';

export async function load(event) {
	const { shopper, key } = await orderReader(event);
	event.depends('app:order');
	const stream = `order:${event.params.id}` as const;
	const own = `user:${shopper.id}` as const;
	const cursors = await readCursors([stream, own]);
	return await orErrorPage(event, async () => {
		const order = await findOrder(shopper, event.params.id);
		// What a seller sees of it stands elsewhere.
		if (order.as !== 'buyer') redirect(303, `/sell/orders/${order.id}`);
		const together = await ordersOfCheckout(shopper.id, order.checkout_id);
		return {
			order,
			stream,
			own,
			cursors,
			key: newId(),
			/** For the forms of a page that was opened by a mail's link. */
			link: key ? `&key=${key}` : '',
			guest: shopper.guest === true,
			others: together
				.filter(({ id }) => id !== order.id)
				.map(({ id, number, shop }) => ({
					id,
					number,
					shop: shop.name,
					href: `/orders/${id}${key ? `?key=${sign('order-link', id)}` : ''}`,
				})),
		};
	});
}

const payForm = z.strictObject({ key: z.string().regex(ID_PATTERN), card: cardField });

export const actions = {
	pay: async (event) => {
		const { shopper } = await orderReader(event);
		return await formAction(event, payForm, async ({ key, card }) => {
			await payAgain(shopper, event.params.id, paymentOfCard(card), key);
			return { done: 'pay' as const };
		});
	},
	cancel: async (event) => {
		const { shopper } = await orderReader(event);
		return await formAction(event, cancelInput, async ({ reason }) => {
			await cancelOrder(shopper, event.params.id, reason);
			return { done: 'cancel' as const };
		});
	},
	received: async (event) => {
		const { shopper } = await orderReader(event);
		return await formAction(event, z.strictObject({}), async () => {
			await completeOrder(shopper, event.params.id);
			return { done: 'received' as const };
		});
	},
};
