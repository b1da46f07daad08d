import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { newId } from '#lib/ids.ts';
import { cancelInput } from '#orders/purchase-schema.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { mayDo } from '#shops/permissions.ts';
import { roleIn } from '#shops/server/queries/seats.ts';
import { refundOrder } from '#orders/server/refund-order.ts';
import { shipOrder } from '#orders/server/ship-order.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needActor, orErrorPage } from '../../../edge/guard.ts';
import { partForm, refundFrom, shipFrom } from './part-forms.ts';

export async function load(event) {
	const actor = needActor(event);
	event.depends('app:order');
	const stream = `order:${event.params.id}` as const;
	const cursors = await readCursors([stream]);
	return await orErrorPage(event, async () => {
		const order = await findOrder(actor, event.params.id);
		if (order.as !== 'seller') redirect(303, `/orders/${order.id}`);
		const role = await roleIn(order.shop.id, actor.id);
		const mayRefund = role !== null && mayDo(role, 'orders.refund');
		return { order, mayRefund, stream, cursors, key: newId() };
	});
}

export const actions = {
	accept: async (event) => {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({}), async () => {
			await acceptOrder(actor, event.params.id);
			return { done: 'accept' as const };
		});
	},
	ship: async (event) => {
		const actor = needActor(event);
		return await formAction(event, partForm, async (values) => {
			await shipFrom(values, (parcel) => shipOrder(actor, event.params.id, parcel));
			return { done: 'ship' as const };
		});
	},
	refund: async (event) => {
		const actor = needActor(event);
		return await formAction(event, partForm, async (values) => {
			await refundFrom(values, (input, key) => refundOrder(actor, event.params.id, input, key));
			return { done: 'refund' as const };
		});
	},
	cancel: async (event) => {
		const actor = needActor(event);
		return await formAction(event, cancelInput, async ({ reason }) => {
			await cancelOrder(actor, event.params.id, reason);
			return { done: 'cancel' as const };
		});
	},
};
