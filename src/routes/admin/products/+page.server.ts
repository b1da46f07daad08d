import { listProducts } from '#activity/server/queries/wares.ts';
import { needAdmin } from '../../edge/guard.ts';
import { nextPage, readListQuery } from '../../edge/admin-list.ts';

export async function load(event) {
	needAdmin(event);
	const query = readListQuery(event.url);
	const { items, next_cursor } = await listProducts(query);
	return {
		items,
		query,
		next: nextPage('/admin/products', query, next_cursor),
		first: query.cursor ? '/admin/products' : null,
	};
}
