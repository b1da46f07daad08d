import { db } from '#lib/server/db.ts';
import type { ListQuery } from '../../admin-input.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 50;

/** Orders of the whole market, from the newest to the oldest. Looked for by number, id, buyer's name or shop. */
export async function listOrders({ q, status, cursor }: ListQuery) {
	let rows = db
		.selectFrom('orders')
		.innerJoin('users', 'users.id', 'orders.user_id')
		.leftJoin('payments', 'payments.checkout_id', 'orders.checkout_id')
		.select(['orders.id', 'orders.number', 'orders.status', 'orders.shop_name', 'orders.shop_id'])
		.select(['orders.total_amount', 'orders.currency', 'orders.placed_at'])
		.select(['users.id as buyer_id', 'users.username as buyer', 'payments.status as payment'])
		.orderBy('orders.id', 'desc')
		.limit(PAGE + 1);
	const { start, plain, plainStart } = searchTerms(q);
	if (q)
		rows = rows.where((eb) =>
			eb.or([
				eb('orders.number', '=', plain.toUpperCase()),
				eb('orders.id', '=', plain),
				eb('users.username', 'like', plainStart),
				eb('orders.shop_name', 'like', start),
			]),
		);
	if (status) rows = rows.where('orders.status', '=', status);
	if (cursor) rows = rows.where('orders.id', '<', cursor);
	const found = await rows.execute();
	const items = found.slice(0, PAGE).map(({ total_amount, currency, placed_at, ...row }) => ({
		...row,
		total: { amount: total_amount, currency },
		placed_at: placed_at.toISOString(),
	}));
	return { items, next_cursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}
export type OrderRow = Awaited<ReturnType<typeof listOrders>>['items'][number];
