/** Counting what there is, and what a sale without a hold or a return does to it, inside a caller's transaction. */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { record } from '#events/server/record.ts';
import {
	applyMovements,
	moved,
	refuseSoldOut,
	writeMovements,
	type Movement,
	type StockLine,
} from './movements.ts';

/** Begins to count a variant. */
export async function openStock(
	tx: Tx,
	opening: { variantId: string; productId: string; quantity: number; actorId: string | null },
): Promise<void> {
	const { variantId, productId, quantity, actorId } = opening;
	await writeMovements(
		tx,
		[{ variantId, reason: 'initial', dOnHand: quantity, dHeld: 0, ref: variantId }],
		actorId,
	);
	await tx
		.insertInto('stock')
		.values({ variant_id: variantId, product_id: productId, on_hand: quantity })
		.execute();
}

/**
 * Sells what is no longer held: the money came after the hold had ended. The ended hold stays as it is.
 * @throws {Refusal} sold_out
 */
export async function sellUnheld(tx: Tx, lines: StockLine[]): Promise<void> {
	const movements = lines.map((line) => moved('sale', line, { dOnHand: -line.quantity, dHeld: 0 }));
	await applyMovements(tx, movements, { refuse: (taken) => refuseSoldOut(tx, lines, [taken]) });
}

/** Puts sold pieces back on the shelf: their money goes back. Once per refund's line (`ref`), by the movement's key. */
export async function restock(
	tx: Tx,
	lines: { variantId: string; quantity: number; ref: string }[],
	actorId: string | null,
): Promise<void> {
	const movements = lines.map(({ variantId, quantity, ref }): Movement => {
		return { variantId, reason: 'restock', dOnHand: quantity, dHeld: 0, ref };
	});
	await applyMovements(tx, movements, { actorId });
}

export type StockChange = {
	variantId: string;
	productId: string;
	/** For the event that tells of it. */
	shopId: string;
	name: string;
	actorId: string;
} & (
	| {
			/** Pieces that can be bought from now on … */ to: number;
			/** … if it is this many still. */ was: number;
	  }
	| { by: number }
);

/**
 * A maker's own count: "now `to`, if it is still `was`" or "`by` more or fewer"; never a blind overwrite.
 * Pieces in somebody's checkout stay theirs. Tells of it by `stock.adjusted`.
 * @throws {Refusal} stale with `available`, the count as it is now
 */
export async function changeStock(
	tx: Tx,
	change: StockChange,
): Promise<{ available: number; version: number }> {
	const difference = 'to' in change ? change.to - change.was : change.by;
	let update = tx
		.updateTable('stock')
		.set({ on_hand: sql`on_hand + ${difference}`, version: sql`version + ${difference === 0 ? 0 : 1}` })
		.where('variant_id', '=', change.variantId)
		.where(sql<boolean>`on_hand - held + ${difference} >= 0`);
	if ('was' in change) update = update.where(sql<boolean>`on_hand - held = ${change.was}`);
	const updated = (await update.executeTakeFirst()).numUpdatedRows === 1n;
	const now = await tx
		.selectFrom('stock')
		.select(['on_hand', 'held', 'version'])
		.where('variant_id', '=', change.variantId)
		.executeTakeFirstOrThrow();
	const available = now.on_hand - now.held;
	if (!updated) throw new Refusal('stale', { detail: `There are ${available} now`, available });
	if (difference === 0) return { available, version: now.version };
	await writeMovements(
		tx,
		[{ variantId: change.variantId, reason: 'adjust', dOnHand: difference, dHeld: 0, ref: newId() }],
		change.actorId,
	);
	await record(tx, {
		type: 'stock.adjusted',
		id: change.variantId,
		version: now.version,
		data: {
			shop_id: change.shopId,
			product_id: change.productId,
			variant_id: change.variantId,
			name: change.name,
			change: difference,
			available,
		},
	});
	return { available, version: now.version };
}
