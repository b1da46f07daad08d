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
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';

/** Ids throughout; `quantity` counts pieces. The line is the checkout's and, once placed, the order's of the same id. */
export type StockLine = { variantId: string; orderLineId: string; quantity: number };

type Reason = 'initial' | 'adjust' | 'hold' | 'sale' | 'release' | 'expire' | 'restock';
export type Movement = { variantId: string; reason: Reason; dOnHand: number; dHeld: number; ref: string };

export const moved = (reason: Reason, line: StockLine, by: { dOnHand: number; dHeld: number }): Movement => ({
	variantId: line.variantId,
	reason,
	...by,
	ref: line.orderLineId,
});

/** Throws a refusal. `taken`: what this transaction has taken of each variant by then, so that it can say what was there before. */
type Refuse = (taken: Map<string, number>) => Promise<never>;

/** Writes the movements and applies them to the counters. `refuse` throws where there is not enough; without it that is a fault. */
export async function applyMovements(
	tx: Tx,
	movements: Movement[],
	{ actorId = null, refuse }: { actorId?: string | null; refuse?: Refuse } = {},
): Promise<void> {
	if (movements.length === 0) return;
	await writeMovements(tx, movements, actorId);
	crashPoint('move-stock:after-movements');
	await move(tx, movements, refuse);
}

export async function writeMovements(tx: Tx, movements: Movement[], actorId: string | null): Promise<void> {
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

/** One conditional UPDATE per variant, in ascending id. */
async function move(tx: Tx, movements: Movement[], refuse?: Refuse): Promise<void> {
	const sums = new Map<string, { dOnHand: number; dHeld: number; count: number }>();
	for (const { variantId, dOnHand, dHeld } of movements) {
		const sum = sums.get(variantId) ?? { dOnHand: 0, dHeld: 0, count: 0 };
		sums.set(variantId, {
			dOnHand: sum.dOnHand + dOnHand,
			dHeld: sum.dHeld + dHeld,
			count: sum.count + 1,
		});
	}
	const taken = new Map<string, number>();
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
		if (numUpdatedRows !== 1n && refuse) await refuse(taken);
		if (numUpdatedRows !== 1n) throw new Error(`stock of ${variantId} does not allow ${JSON.stringify(sum)}`);
		taken.set(variantId, sum.dHeld - sum.dOnHand);
	}
}

/**
 * @param ours pieces by variant that the rows lack or hold on this transaction's account: to its buyer they were there
 * @throws {Refusal} sold_out with `lines: { variant_id, wanted, available }[]`, of those that fall short
 */
export async function refuseSoldOut(tx: Tx, lines: StockLine[], ours: Map<string, number>[]): Promise<never> {
	const wanted = new Map<string, number>();
	for (const line of lines) wanted.set(line.variantId, (wanted.get(line.variantId) ?? 0) + line.quantity);
	const rows = await tx
		.selectFrom('stock')
		.select(['variant_id', 'on_hand', 'held'])
		.where('variant_id', 'in', [...wanted.keys()])
		.execute();
	const available = new Map(
		rows.map(({ variant_id: id, on_hand, held }) => [
			id,
			ours.reduce((sum, pieces) => sum + (pieces.get(id) ?? 0), on_hand - held),
		]),
	);
	throw new Refusal('sold_out', {
		lines: [...wanted]
			.map(([id, count]) => ({ variant_id: id, wanted: count, available: available.get(id) ?? 0 }))
			.filter((line) => line.available < line.wanted),
	});
}
