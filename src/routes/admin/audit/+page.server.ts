import { readAudit } from '#activity/server/queries/audit.ts';
import { needAdmin } from '../../edge/guard.ts';
import { nextPage, readListQuery } from '../../edge/admin-list.ts';

export async function load(event) {
	needAdmin(event);
	const query = readListQuery(event.url);
	const { items, next_cursor } = await readAudit(query);
	return {
		items,
		query,
		next: nextPage('/admin/audit', query, next_cursor),
		first: query.cursor ? '/admin/audit' : null,
	};
}
