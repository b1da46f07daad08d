import { redirect } from '@sveltejs/kit';
import { cancelOrderInput } from '#activity/admin-input.ts';
import { cancelOrder } from '#activity/server/cancel-order.ts';
import { listOrders } from '#activity/server/queries/orders.ts';
import { needAdmin } from '../../edge/guard.ts';
import { formAction } from '../../edge/form-action.ts';
import { nextPage, readListQuery } from '../../edge/admin-list.ts';

export async function load(event) {
	needAdmin(event);
	const query = readListQuery(event.url);
	const { items, next_cursor } = await listOrders(query);
	return {
		items,
		query,
		next: nextPage('/admin/orders', query, next_cursor),
		first: query.cursor ? '/admin/orders' : null,
	};
}

export const actions = {
	async cancel(event) {
		const admin = needAdmin(event);
		return await formAction(event, cancelOrderInput, async ({ order_id, reason }) => {
			await cancelOrder(admin, order_id, reason);
			redirect(303, `/admin/orders?q=${order_id}&done=cancelled`);
		});
	},
};
