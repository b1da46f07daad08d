/**
 * A seat is somebody's place in a shop. Every question about a shop starts here: another's shop is not there, and what a role
 * may not do is refused with its name.
 */
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, type Tx } from '#lib/server/db.ts';
import { mayDo, type ShopAct, type ShopRole } from '../../permissions.ts';
import { shopsByIds, type OwnShop } from '../queries.ts';

export type Seat = { shop: OwnShop; role: ShopRole };

type On = Tx | typeof db;

/** Where somebody works: their own shop first, then those that they joined, in that order. */
export async function seatsOf(userId: string, on: On = db): Promise<Seat[]> {
	const rows = await on
		.selectFrom('shops')
		.select(['id', (eb) => eb.val<string>('owner').as('role'), 'created_at as since'])
		.where('user_id', '=', userId)
		.unionAll(
			on
				.selectFrom('shop_staff')
				.select(['shop_id as id', 'role', 'joined_at as since'])
				.where('user_id', '=', userId),
		)
		.execute();
	const shops = await shopsByIds(
		rows.map((row) => row.id),
		on,
	);
	return rows
		.sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner') || +a.since - +b.since)
		.flatMap(({ id, role }) => {
			const shop = shops.get(id);
			return shop ? [{ shop, role: role as ShopRole }] : [];
		});
}

/** The seat that somebody chose to work from, else their first; null for who has none. */
export async function seatOf(actor: Pick<Actor, 'id' | 'shopId'>, on: On = db): Promise<Seat | null> {
	const seats = await seatsOf(actor.id, on);
	return seats.find(({ shop }) => shop.id === actor.shopId) ?? seats[0] ?? null;
}

/**
 * The same for an act.
 * @throws {Refusal} not_found for who has no shop; forbidden for a role that may not
 */
export async function needSeat(actor: Actor, act: ShopAct, on: On = db): Promise<Seat> {
	const seat = await seatOf(actor, on);
	if (!seat) throw new Refusal('not_found', { detail: 'You have no shop yet' });
	needAct(seat.role, act);
	return seat;
}

/** What somebody is in a shop; null for a stranger. */
export async function roleIn(shopId: string, userId: string, on: On = db): Promise<ShopRole | null> {
	const rows = await on
		.selectFrom('shops')
		.leftJoin('shop_staff', (join) =>
			join.onRef('shop_staff.shop_id', '=', 'shops.id').on('shop_staff.user_id', '=', userId),
		)
		.select(['shops.user_id', 'shop_staff.role'])
		.where('shops.id', '=', shopId)
		.executeTakeFirst();
	if (!rows) return null;
	return rows.user_id === userId ? 'owner' : (rows.role as ShopRole | null);
}

/**
 * @throws {Refusal} not_found for a stranger, to whom the thing is not there; forbidden for a role that may not
 */
export async function needRole(shopId: string, actor: Actor, act: ShopAct, on: On = db): Promise<ShopRole> {
	const role = await roleIn(shopId, actor.id, on);
	if (!role) throw new Refusal('not_found');
	needAct(role, act);
	return role;
}

export function needAct(role: ShopRole, act: ShopAct): void {
	if (!mayDo(role, act))
		throw new Refusal('forbidden', { detail: 'Your role in this shop does not allow it', act });
}

/** Who works in a shop: its owner, and its staff by the day they joined. */
export async function peopleOf(
	shopId: string,
	on: On = db,
): Promise<{ userId: string; username: string; role: ShopRole; since: Date }[]> {
	const rows = await on
		.selectFrom('shops')
		.innerJoin('users', 'users.id', 'shops.user_id')
		.select([
			'users.id as userId',
			'users.username',
			(eb) => eb.val<string>('owner').as('role'),
			'shops.created_at as since',
		])
		.where('shops.id', '=', shopId)
		.unionAll(
			on
				.selectFrom('shop_staff')
				.innerJoin('users', 'users.id', 'shop_staff.user_id')
				.select(['users.id as userId', 'users.username', 'shop_staff.role', 'shop_staff.joined_at as since'])
				.where('shop_staff.shop_id', '=', shopId)
				.where('users.status', '!=', 'deleted'),
		)
		.execute();
	const people = rows.map((row) => ({ ...row, role: row.role as ShopRole }));
	return people.sort(
		(a, b) => Number(b.role === 'owner') - Number(a.role === 'owner') || +a.since - +b.since,
	);
}
