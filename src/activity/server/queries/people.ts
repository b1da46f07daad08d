/** Accounts as an admin lists them. Pages go from the newest to the oldest, by id. */
import { db } from '#lib/server/db.ts';
import type { ListQuery } from '../../admin-input.ts';
import { searchTerms } from './search-terms.ts';

const PAGE = 50;

export async function listUsers({ q, status, cursor }: ListQuery) {
	let rows = db
		.selectFrom('users')
		.leftJoin('shops', 'shops.user_id', 'users.id')
		.select(['users.id', 'users.username', 'users.email', 'users.role', 'users.status'])
		.select([
			'users.created_at',
			'users.email_verified_at',
			'shops.name as shop_name',
			'shops.slug as shop_slug',
		])
		.orderBy('users.id', 'desc')
		.limit(PAGE + 1);
	const { start, plain, plainStart } = searchTerms(q);
	if (q)
		rows = rows.where((eb) =>
			eb.or([
				eb('users.username', 'like', plainStart),
				eb('users.email', 'like', start),
				eb('shops.name', 'like', start),
				eb('users.id', '=', plain),
			]),
		);
	if (status === 'admin') rows = rows.where('users.role', '=', 'admin');
	else if (status) rows = rows.where('users.status', '=', status);
	// Who only bought something is looked for, not leafed through.
	else if (!q) rows = rows.where('users.status', '!=', 'guest');
	if (cursor) rows = rows.where('users.id', '<', cursor);
	const found = await rows.execute();
	const items = found.slice(0, PAGE).map(({ email_verified_at, created_at, ...user }) => ({
		...user,
		email_verified: email_verified_at !== null,
		created_at: created_at.toISOString(),
	}));
	return { items, next_cursor: found.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}
export type UserRow = Awaited<ReturnType<typeof listUsers>>['items'][number];

/** What an admin weighs before an act: the account with its shop, products, orders and sessions. */
export async function readUserFile(id: string) {
	const user = await db
		.selectFrom('users')
		.leftJoin('shops', 'shops.user_id', 'users.id')
		.select([
			'users.id',
			'users.username',
			'users.email',
			'users.role',
			'users.status',
			'users.status_reason',
		])
		.select(['users.town', 'users.created_at', 'users.email_verified_at'])
		.select(['shops.id as shop_id', 'shops.name as shop_name', 'shops.slug as shop_slug'])
		.select((eb) => [
			eb
				.selectFrom('orders')
				.select((of) => of.fn.countAll<number>().as('n'))
				.whereRef('orders.user_id', '=', 'users.id')
				.as('bought'),
			eb
				.selectFrom('orders')
				.select((of) => of.fn.countAll<number>().as('n'))
				.whereRef('orders.shop_id', '=', 'shops.id')
				.as('sold'),
			eb
				.selectFrom('products')
				.select((of) => of.fn.countAll<number>().as('n'))
				.whereRef('products.shop_id', '=', 'shops.id')
				.where('products.status', '=', 'active')
				.as('products'),
			eb
				.selectFrom('sessions')
				.select((of) => of.fn.countAll<number>().as('n'))
				.whereRef('sessions.user_id', '=', 'users.id')
				.as('sessions'),
		])
		.where('users.id', '=', id)
		.executeTakeFirst();
	if (!user) return null;
	const { created_at, email_verified_at, ...rest } = user;
	return { ...rest, created_at: created_at.toISOString(), email_verified: email_verified_at !== null };
}
export type UserFile = NonNullable<Awaited<ReturnType<typeof readUserFile>>>;
