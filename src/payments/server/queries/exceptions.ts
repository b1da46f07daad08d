/** Payments that somebody has to look at. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { ExceptionKind, ExceptionView } from '../../exception.ts';

const PAGE = 50;

export async function countOpenExceptions(): Promise<number> {
	const row = await db
		.selectFrom('payment_exceptions')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('resolved_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.n);
}

/** Open ones first, the oldest of them on top, since its buyer has waited longest; then the resolved, the latest first. */
export async function listExceptions({ after = 0 }: { after?: number } = {}) {
	const found = await db
		.selectFrom('payment_exceptions as e')
		.leftJoin('orders', 'orders.id', 'e.order_id')
		.leftJoin('users', 'users.id', 'e.resolved_by')
		.select(['e.id', 'e.kind', 'e.ref', 'e.payment_id', 'e.amount', 'e.currency', 'e.detail'])
		.select(['e.created_at', 'e.resolved_at', 'e.note', 'users.username as resolver'])
		.select(['orders.id as order_id', 'orders.number'])
		.orderBy(sql`e.resolved_at is not null`)
		.orderBy(sql`case when e.resolved_at is null then e.id end`)
		.orderBy('e.id', 'desc')
		.limit(PAGE + 1)
		.offset(after)
		.execute();
	const items = found.slice(0, PAGE).map((row): ExceptionView => ({
		id: row.id,
		kind: row.kind as ExceptionKind,
		payment_id: row.payment_id,
		order: row.order_id && row.number ? { id: row.order_id, number: row.number } : null,
		amount:
			row.amount !== null && row.currency !== null ? { amount: row.amount, currency: row.currency } : null,
		detail: row.detail,
		ref: row.ref,
		created_at: row.created_at.toISOString(),
		resolved: row.resolved_at && {
			at: row.resolved_at.toISOString(),
			by: row.resolver ?? '',
			note: row.note ?? '',
		},
	}));
	return { items, next: found.length > PAGE ? after + PAGE : null };
}
