/** Reads of address books. Each starts from whose it is; what is another's is not there. */
import { db, type Db, type Tx } from '#lib/server/db.ts';
import type { Address } from '#lib/address.ts';
import { addressOnly, type SavedAddress } from '../../address-book.ts';

const booksOn = (on: Db | Tx) =>
	on
		.selectFrom('addresses')
		.select([
			'id',
			'default_of',
			'label',
			'name',
			'line1',
			'line2',
			'postal_code',
			'city',
			'region',
			'country',
		])
		.select(['created_at', 'last_used_at']);
type Row = Awaited<ReturnType<ReturnType<typeof booksOn>['executeTakeFirstOrThrow']>>;

function asSaved({ default_of, line2, region, created_at: _, last_used_at, ...row }: Row): SavedAddress {
	return {
		...row,
		...(line2 && { line2 }),
		...(region && { region }),
		is_default: default_of !== null,
		last_used_at: last_used_at?.toISOString() ?? null,
	};
}

/** Somebody's addresses: the default first, then what was used or written last. */
export async function addressesOf(userId: string, on: Db | Tx = db): Promise<SavedAddress[]> {
	const rows = await booksOn(on).where('user_id', '=', userId).execute();
	const used = (row: Row) => (row.last_used_at ?? row.created_at).getTime();
	return rows
		.sort(
			(one, other) =>
				Number(other.default_of !== null) - Number(one.default_of !== null) ||
				used(other) - used(one) ||
				(one.id < other.id ? 1 : -1),
		)
		.map(asSaved);
}

/** One of somebody's addresses, or null. */
export async function findAddress(
	userId: string,
	id: string,
	on: Db | Tx = db,
): Promise<SavedAddress | null> {
	const row = await booksOn(on).where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();
	return row ? asSaved(row) : null;
}

/** One of somebody's addresses as a parcel needs it, to be copied into an order; null when it is not theirs. */
export async function addressToUse(userId: string, id: string, on: Db | Tx = db): Promise<Address | null> {
	const saved = await findAddress(userId, id, on);
	return saved && addressOnly(saved);
}
