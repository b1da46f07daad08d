import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN, newId } from '#lib/ids.ts';
import { cancelInput } from '#orders/order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { completeOrder } from '#orders/server/complete-order.ts';
import { payAgain } from '#orders/server/pay-again.ts';
import { findOrder, ordersOfCheckout } from '#orders/server/queries.ts';
import { paymentInput } from '#payments/payment.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor, orErrorPage } from '../../edge/guard.ts';

export async function load(event) {
	const actor = needActor(event);
	event.depends('app:order');
	const stream = `order:${event.params.id}` as const;
	const own = `user:${actor.id}` as const;
	const cursors = await readCursors([stream, own]);
	return await orErrorPage(event, async () => {
		const order = await findOrder(actor, event.params.id);
		// What a seller sees of it stands elsewhere.
		if (order.as !== 'buyer') redirect(303, `/sell/orders/${order.id}`);
		const together = await ordersOfCheckout(actor.id, order.checkout_id);
		return {
			order,
			stream,
			own,
			cursors,
			key: newId(),
			others: together
				.filter(({ id }) => id !== order.id)
				.map(({ id, number, shop }) => ({ id, number, shop: shop.name })),
		};
	});
}

const payForm = z.strictObject({ key: z.string().regex(ID_PATTERN), card: paymentInput.shape.card });

export const actions = {
	pay: async (event) => {
		const actor = needActor(event);
		return await formAction(event, payForm, async ({ key, card }) => {
			await payAgain(actor, event.params.id, { method: 'sandbox', card }, key);
			return { done: 'pay' as const };
		});
	},
	cancel: async (event) => {
		const actor = needActor(event);
		return await formAction(event, cancelInput, async ({ reason }) => {
			await cancelOrder(actor, event.params.id, reason);
			return { done: 'cancel' as const };
		});
	},
	received: async (event) => {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({}), async () => {
			await completeOrder(actor, event.params.id);
			return { done: 'received' as const };
		});
	},
};
