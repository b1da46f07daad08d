/**
 * Writes to baskets inside a caller's transaction.
 *
 * Invariant: one line a thing, its quantity set and never added to, so that the same deed twice, or in two tabs, is one. Lock: the
 * basket's row, before its lines; of two baskets the lower id first.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { MOST_BASKET_LINES } from '../../basket.ts';
import { basketPieces } from '../queries/basket.ts';

/** Locks somebody's basket, which is made where there is none. */
export async function lockBasket(tx: Tx, ownerId: string): Promise<void> {
	await tx
		.insertInto('baskets')
		.values({ owner_id: ownerId, version: 0, updated_at: sql<Date>`now(3)` })
		.onDuplicateKeyUpdate({ owner_id: sql`baskets.owner_id` })
		.execute();
}

/** After a change of a locked basket: counts its version up and tells its owner's open pages. */
export async function tellOfBasket(tx: Tx, ownerId: string): Promise<void> {
	await tx
		.updateTable('baskets')
		.set({ version: sql`version + 1`, updated_at: sql<Date>`now(3)` })
		.where('owner_id', '=', ownerId)
		.execute();
	const { version } = await tx
		.selectFrom('baskets')
		.select('version')
		.where('owner_id', '=', ownerId)
		.executeTakeFirstOrThrow();
	const pieces = await basketPieces(ownerId, tx);
	const data = { owner_id: ownerId, version, pieces };
	await record(tx, { type: 'basket.changed', id: ownerId, version, data });
}

/** @throws {Refusal} invalid_input when there is no place for one more in the (locked) basket, or among what is saved */
export async function refuseFull(tx: Tx, ownerId: string, saved: number): Promise<void> {
	const { count } = await tx
		.selectFrom('basket_lines')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('owner_id', '=', ownerId)
		.where('saved_for_later', '=', saved)
		.executeTakeFirstOrThrow();
	if (Number(count) < MOST_BASKET_LINES) return;
	const where = saved ? 'can be saved for later' : 'fit into a basket';
	throw new Refusal('invalid_input', {
		errors: { variant_id: `At most ${MOST_BASKET_LINES} different things ${where}` },
	});
}

/** Takes things out, also what is saved for later unless only what was `bought` is to go. Answers how many there were. */
export async function takeFromBasket(
	tx: Tx,
	ownerId: string,
	variantIds: string[],
	{ bought = false } = {},
): Promise<number> {
	if (variantIds.length === 0) return 0;
	const basket = await tx
		.selectFrom('baskets')
		.select('owner_id')
		.where('owner_id', '=', ownerId)
		.forUpdate()
		.executeTakeFirst();
	if (!basket) return 0;
	const { numDeletedRows } = await tx
		.deleteFrom('basket_lines')
		.where('owner_id', '=', ownerId)
		.where('variant_id', 'in', variantIds)
		.where('saved_for_later', 'in', bought ? [0] : [0, 1])
		.executeTakeFirst();
	if (numDeletedRows > 0n) await tellOfBasket(tx, ownerId);
	return Number(numDeletedRows);
}
