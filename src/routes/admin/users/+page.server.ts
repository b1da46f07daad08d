import { listUsers } from '#activity/server/queries/people.ts';
import { needAdmin } from '../../edge/guard.ts';
import { nextPage, readListQuery } from '../../edge/admin-list.ts';

export async function load(event) {
	needAdmin(event);
	const query = readListQuery(event.url);
	const { items, next_cursor } = await listUsers(query);
	return {
		items,
		query,
		next: nextPage('/admin/users', query, next_cursor),
		first: query.cursor ? '/admin/users' : null,
	};
}
