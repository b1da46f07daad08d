import { listOrders } from '#activity/server/queries/orders.ts';
import { needAdmin } from '../../edge/guard.ts';
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
