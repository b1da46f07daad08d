/**
 * Stock in somebody's checkout, inside a caller's transaction: claimed, sold, given back. A hold begins once and ends once.
 * Callers hold the lock on the checkout (or on its payment) and call these last before COMMIT.
 */
import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { applyMovements, moved, refuseSoldOut, type Movement, type StockLine } from '../movements.ts';

export type { StockLine } from '../movements.ts';

export type HoldTerms = {
	checkoutId: string;
	expiresAt: Date;
	/** A checkout of the same buyer whose holds end with this claim, so that nobody stands in their own way. */
	insteadOf?: string | undefined;
};

/**
 * Holds stock for a checkout's lines: all of them or none.
 * @throws {Refusal} sold_out with `lines: { variant_id, wanted, available }[]`; the caller rolls back
 */
export async function claimStock(tx: Tx, lines: StockLine[], terms: HoldTerms): Promise<void> {
	const given = terms.insteadOf ? await endHolds(tx, { checkoutId: terms.insteadOf }, 'released') : [];
	if (lines.length > 0)
		await tx
			.insertInto('holds')
			.values(
				lines.map((line) => ({
					id: newId(),
					variant_id: line.variantId,
					checkout_id: terms.checkoutId,
					line_id: line.orderLineId,
					quantity: line.quantity,
					expires_at: terms.expiresAt,
					created_at: sql<Date>`now(3)`,
				})),
			)
			.execute();
	crashPoint('claim-stock:after-holds');
	const taken = lines.map((line) => moved('hold', line, { dOnHand: 0, dHeld: line.quantity }));
	const back = new Map<string, number>();
	for (const { variantId, dHeld } of given) back.set(variantId, (back.get(variantId) ?? 0) - dHeld);
	await applyMovements(tx, [...given, ...taken], {
		refuse: (sofar) => refuseSoldOut(tx, lines, [sofar, back]),
	});
}

/** Which holds: those of a whole checkout, or those of lines. */
type Which = { checkoutId: string } | { lineIds: string[] };

/** Turns the active holds of paid lines into sales. Answers how many lines were sold. */
export async function consumeHolds(tx: Tx, which: Which): Promise<number> {
	const movements = await endHolds(tx, which, 'consumed');
	await applyMovements(tx, movements);
	return movements.length;
}

/** Gives held stock back. Answers how many holds ended. */
export async function releaseHolds(tx: Tx, which: Which, why: 'released' | 'expired'): Promise<number> {
	const movements = await endHolds(tx, which, why);
	await applyMovements(tx, movements);
	return movements.length;
}

/** Holds a checkout's stock until another time. Answers how many holds there were. */
export async function postponeHolds(tx: Tx, checkoutId: string, until: Date): Promise<number> {
	const { numUpdatedRows } = await tx
		.updateTable('holds')
		.set({ expires_at: until })
		.where('checkout_id', '=', checkoutId)
		.where('status', '=', 'active')
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

const REASONS = { consumed: 'sale', released: 'release', expired: 'expire' } as const;

/** Ends active holds and answers the movements that follow. */
async function endHolds(tx: Tx, which: Which, status: keyof typeof REASONS): Promise<Movement[]> {
	if ('lineIds' in which && which.lineIds.length === 0) return [];
	const query = tx
		.selectFrom('holds')
		.select(['id', 'variant_id', 'line_id', 'quantity'])
		.where('status', '=', 'active')
		.orderBy('id')
		.forUpdate();
	const holds = await (
		'lineIds' in which
			? query.where('line_id', 'in', which.lineIds)
			: query.where('checkout_id', '=', which.checkoutId)
	).execute();
	if (holds.length === 0) return [];
	const ids = holds.map((hold) => hold.id);
	await tx
		.updateTable('holds')
		.set({ status, ended_at: sql<Date>`now(3)` })
		.where('id', 'in', ids)
		.execute();
	return holds.map((hold) => ({
		variantId: hold.variant_id,
		reason: REASONS[status],
		dOnHand: status === 'consumed' ? -hold.quantity : 0,
		dHeld: -hold.quantity,
		ref: hold.line_id,
	}));
}
