/**
 * Looks before the claim whether there is enough, so that a sold-out variant's row is not locked by everybody who is too late.
 * Only the conditional UPDATE of `claimStock` decides.
 */
import { heldByCheckout, stockOfVariants } from '#inventory/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import type { ShortLine } from '../../checkout.ts';
import { freeStock } from './free-stock.ts';

/** Each frees up to fifty checkouts. */
const MOST_ROUNDS = 20;

type Wanted = {
	variantId: string;
	title: string;
	options: Record<string, string>;
	quantity: number;
};

/**
 * @param insteadOf the buyer's checkout that ends with this claim: what it holds counts as there
 * @param take `available`: as many as there are of each, and no line of none
 * @returns the lines that can be had
 * @throws {Refusal} sold_out with `lines` and, by field, what is left, when something falls short (with `available`: of everything)
 */
export async function fitToStock<Line extends Wanted>(
	tx: Tx,
	wanted: Line[],
	how: { buyerId: string; insteadOf?: string | undefined; take?: 'all' | 'available' },
): Promise<Line[]> {
	const ids = [...new Set(wanted.map((line) => line.variantId))];
	const look = () => availableTo(tx, ids, how.insteadOf);
	let there = await look();
	let short = shortOf(wanted, there);
	// Until nothing is found of anything that is short now: meanwhile another hold may have run out, or another thing been taken.
	for (let rounds = 0; short.length > 0 && rounds < MOST_ROUNDS; rounds++) {
		const variantIds = short.map((line) => line.variant_id);
		const found = await freeStock(tx, { variantIds, buyerId: how.buyerId, keep: how.insteadOf });
		there = await look();
		short = shortOf(wanted, there);
		if (found === 0 && short.every((line) => variantIds.includes(line.variant_id))) break;
	}
	if (short.length === 0) return wanted;
	if (how.take === 'available') {
		const left = new Map(there);
		const kept = wanted.flatMap((line) => {
			const quantity = Math.min(line.quantity, left.get(line.variantId) ?? 0);
			left.set(line.variantId, (left.get(line.variantId) ?? 0) - quantity);
			return quantity > 0 ? [{ ...line, quantity }] : [];
		});
		if (kept.length > 0) return kept;
	}
	throw soldOut(short, wanted);
}

function soldOut(lines: ShortLine[], wanted: Wanted[]): Refusal {
	const errors: Record<string, string> = {};
	for (const { variant_id, available } of lines)
		wanted.forEach((line, at) => {
			if (line.variantId === variant_id)
				errors[`items.${at}.quantity`] = available > 0 ? `Only ${available} left` : 'Sold out';
		});
	return new Refusal('sold_out', { lines, errors });
}

function shortOf(wanted: Wanted[], there: Map<string, number>): ShortLine[] {
	const sums = Map.groupBy(wanted, (line) => line.variantId);
	return [...sums].flatMap(([variantId, lines]) => {
		const sum = lines.reduce((all, line) => all + line.quantity, 0);
		const available = there.get(variantId) ?? 0;
		const { title, options } = lines[0]!;
		return available < sum ? [{ variant_id: variantId, title, options, wanted: sum, available }] : [];
	});
}

async function availableTo(tx: Tx, ids: string[], checkoutId?: string): Promise<Map<string, number>> {
	const [stock, own] = await Promise.all([
		stockOfVariants(ids, tx),
		checkoutId ? heldByCheckout(tx, checkoutId) : new Map<string, number>(),
	]);
	return new Map(stock.map((row) => [row.variant_id, row.available + (own.get(row.variant_id) ?? 0)]));
}
