import { db } from '#lib/server/db.ts';
import type { ListQuery } from '../../admin-input.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 50;

/** What admins did, the latest first. `q` is an admin's name, an act, or the id of what it was done to. */
export async function readAudit({ q, cursor }: Pick<ListQuery, 'q' | 'cursor'>, subjectId?: string) {
	let rows = db
		.selectFrom('audit_log')
		.innerJoin('users', 'users.id', 'audit_log.actor_id')
		.leftJoin('users as person', 'person.id', 'audit_log.subject_id')
		.leftJoin('products', 'products.id', 'audit_log.subject_id')
		.select(['audit_log.id', 'audit_log.act', 'audit_log.subject_kind', 'audit_log.subject_id'])
		.select(['audit_log.reason', 'audit_log.data', 'audit_log.address', 'audit_log.at'])
		.select(['audit_log.actor_id', 'users.username as actor'])
		.select(['person.username as person', 'products.name as product'])
		.orderBy('audit_log.id', 'desc')
		.limit(PAGE + 1);
	if (subjectId) rows = rows.where('audit_log.subject_id', '=', subjectId);
	const { plain, plainStart } = searchTerms(q);
	if (q)
		rows = rows.where((eb) =>
			eb.or([
				eb('users.username', 'like', plainStart),
				eb('audit_log.act', 'like', plainStart),
				eb('audit_log.subject_id', '=', plain),
			]),
		);
	if (cursor) rows = rows.where('audit_log.id', '<', cursor);
	const found = await rows.execute();
	const items = found.slice(0, PAGE).map(({ at, data, person, product, ...row }) => ({
		...row,
		subject: person ?? product ?? row.subject_id,
		data: JSON.parse(data) as Record<string, unknown>,
		at: at.toISOString(),
	}));
	return { items, next_cursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}
export type AuditRow = Awaited<ReturnType<typeof readAudit>>['items'][number];
