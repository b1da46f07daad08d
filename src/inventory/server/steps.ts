/**
 * The single place where stock changes.
 *
 * Invariant: 0 ≤ held ≤ on_hand for every variant, `version` counts its movements, and each counter is the sum of them.
 * Lock: the row of `stock`, taken by a conditional UPDATE and by nothing else; quantities are summed per variant first and
 * variants are taken in ascending id, so two carts never wait for each other in a circle.
 * Callers make these their last statements before COMMIT: the lock on a sought-after row then lives for one round trip.
 * Without the condition in `move()` two buyers get the last piece.
 */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { record } from '#events/server/record.ts';

/** Ids throughout; `quantity` counts pieces. */
export type StockLine = { variantId: string; orderLineId: string; quantity: number };

type Reason = 'initial' | 'adjust' | 'hold' | 'sale' | 'release' | 'expire' | 'restock';
type Movement = { variantId: string; reason: Reason; dOnHand: number; dHeld: number; ref: string };
type Claim = StockLine & { orderId: string };

/** Begins to count a variant. */
export async function openStock(
	tx: Tx,
	opening: { variantId: string; productId: string; quantity: number; actorId: string | null },
): Promise<void> {
	await writeMovements(
		tx,
		[
			{
				variantId: opening.variantId,
				reason: 'initial',
				dOnHand: opening.quantity,
				dHeld: 0,
				ref: opening.variantId,
			},
		],
		opening.actorId,
	);
	await tx
		.insertInto('stock')
		.values({ variant_id: opening.variantId, product_id: opening.productId, on_hand: opening.quantity })
		.execute();
}

/**
 * Holds stock for an order's lines until `expiresAt`: all of them or none.
 * @throws {Refusal} sold_out with `lines: { variant_id, wanted, available }[]`; the caller rolls back
 */
export async function claimStock(tx: Tx, lines: Claim[], expiresAt: Date): Promise<void> {
	if (lines.length === 0) return;
	await tx
		.insertInto('holds')
		.values(
			lines.map((line) => ({
				id: newId(),
				variant_id: line.variantId,
				order_id: line.orderId,
				order_line_id: line.orderLineId,
				quantity: line.quantity,
				expires_at: expiresAt,
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
	const movements = lines.map((line) => moved('hold', line, { dOnHand: 0, dHeld: line.quantity }));
	await writeMovements(tx, movements, null);
	await move(tx, movements, () => soldOut(tx, lines));
}

/** Turns the active holds of paid orders into sales. Answers how many lines were sold. */
export async function consumeHolds(tx: Tx, orderIds: string[]): Promise<number> {
	return await endHolds(tx, orderIds, 'consumed', 'sale');
}

/** Gives the stock of unpaid orders back. Answers how many holds ended. */
export async function releaseHolds(tx: Tx, orderIds: string[], why: 'released' | 'expired'): Promise<number> {
	return await endHolds(tx, orderIds, why, why === 'expired' ? 'expire' : 'release');
}

/**
 * Sells what is no longer held: the money came after the hold had ended. The ended hold stays as it is.
 * @throws {Refusal} sold_out
 */
export async function sellUnheld(tx: Tx, lines: StockLine[]): Promise<void> {
	const movements = lines.map((line) => moved('sale', line, { dOnHand: -line.quantity, dHeld: 0 }));
	await writeMovements(tx, movements, null);
	await move(tx, movements, () => soldOut(tx, lines));
}

/** Puts sold pieces back on the shelf: the order was cancelled after payment. Once per line, by the movement's key. */
export async function restock(tx: Tx, lines: StockLine[], actorId: string | null): Promise<void> {
	const movements = lines.map((line) => moved('restock', line, { dOnHand: line.quantity, dHeld: 0 }));
	await writeMovements(tx, movements, actorId);
	await move(tx, movements);
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

async function endHolds(
	tx: Tx,
	orderIds: string[],
	status: 'consumed' | 'released' | 'expired',
	reason: 'sale' | 'release' | 'expire',
): Promise<number> {
	if (orderIds.length === 0) return 0;
	const holds = await tx
		.selectFrom('holds')
		.select(['id', 'variant_id', 'order_line_id', 'quantity'])
		.where('order_id', 'in', orderIds)
		.where('status', '=', 'active')
		.orderBy('id')
		.forUpdate()
		.execute();
	if (holds.length === 0) return 0;
	await tx
		.updateTable('holds')
		.set({ status, ended_at: sql<Date>`now(3)` })
		.where(
			'id',
			'in',
			holds.map((hold) => hold.id),
		)
		.execute();
	const movements = holds.map((hold) => ({
		variantId: hold.variant_id,
		reason,
		dOnHand: reason === 'sale' ? -hold.quantity : 0,
		dHeld: -hold.quantity,
		ref: hold.order_line_id,
	}));
	await writeMovements(tx, movements, null);
	await move(tx, movements);
	return holds.length;
}

const moved = (reason: Reason, line: StockLine, by: { dOnHand: number; dHeld: number }): Movement => ({
	variantId: line.variantId,
	reason,
	...by,
	ref: line.orderLineId,
});

async function writeMovements(tx: Tx, movements: Movement[], actorId: string | null): Promise<void> {
	await tx
		.insertInto('stock_movements')
		.values(
			movements.map((movement) => ({
				id: newId(),
				variant_id: movement.variantId,
				reason: movement.reason,
				d_on_hand: movement.dOnHand,
				d_held: movement.dHeld,
				ref: movement.ref,
				actor_id: actorId,
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
}

/** Applies the movements to the counters: one conditional UPDATE per variant, in ascending id. */
async function move(tx: Tx, movements: Movement[], refuse?: () => Promise<never>): Promise<void> {
	const sums = new Map<string, { dOnHand: number; dHeld: number; count: number }>();
	for (const { variantId, dOnHand, dHeld } of movements) {
		const sum = sums.get(variantId) ?? { dOnHand: 0, dHeld: 0, count: 0 };
		sums.set(variantId, {
			dOnHand: sum.dOnHand + dOnHand,
			dHeld: sum.dHeld + dHeld,
			count: sum.count + 1,
		});
	}
	for (const [variantId, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const { numUpdatedRows } = await tx
			.updateTable('stock')
			.set({
				on_hand: sql`on_hand + ${sum.dOnHand}`,
				held: sql`held + ${sum.dHeld}`,
				version: sql`version + ${sum.count}`,
			})
			.where('variant_id', '=', variantId)
			// available must cover what is taken from it; the CHECKs of the table guard the rest
			.where(sql<boolean>`on_hand - held >= ${sum.dHeld - sum.dOnHand}`)
			.executeTakeFirst();
		if (numUpdatedRows === 1n) continue;
		if (refuse) await refuse();
		throw new Error(`stock of ${variantId} does not allow ${JSON.stringify(sum)}`);
	}
}

async function soldOut(tx: Tx, lines: StockLine[]): Promise<never> {
	const wanted = new Map<string, number>();
	for (const line of lines) wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0) + line.quantity);
	const rows = await tx
		.selectFrom('stock')
		.select(['variant_id', 'on_hand', 'held'])
		.where('variant_id', 'in', [...wanted.keys()])
		.execute();
	const available = new Map(rows.map((row) => [row.variant_id, row.on_hand - row.held]));
	throw new Refusal('sold_out', {
		lines: [...wanted]
			.map(([id, count]) => ({ variant_id: id, wanted: count, available: available.get(id) ?? 0 }))
			.filter((line) => line.available < line.wanted),
	});
}
