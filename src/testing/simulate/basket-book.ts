/**
 * What lies in whose basket by their own account of it. Each has one owner, who does one thing after another; so the market must
 * show every basket exactly as its owner left it.
 */
import type { Person } from '../market/people.ts';

export type Lying = { quantity: number; saved: boolean };
export type Basket = Map<string, Lying>;
/** By their owners' ids. */
export type Baskets = Map<string, Basket>;

export function basketOf(baskets: Baskets, ownerId: string): Basket {
	return baskets.get(ownerId) ?? baskets.set(ownerId, new Map()).get(ownerId)!;
}

/** Bought is out of the basket, however many were wanted; what was saved stays. */
export function takeBought(baskets: Baskets, who: Person, lines: { variant_id: string }[]): void {
	const basket = basketOf(baskets, who.id);
	for (const { variant_id } of lines) if (basket.get(variant_id)?.saved === false) basket.delete(variant_id);
}

/** A guest's things come along: of each the larger number, never the sum; once, however often it is asked. */
export function merge(baskets: Baskets, guestId: string, memberId: string): void {
	const [theirs, own] = [basketOf(baskets, guestId), basketOf(baskets, memberId)];
	for (const [thing, { quantity, saved }] of theirs) {
		const mine = own.get(thing);
		own.set(thing, {
			quantity: Math.max(quantity, mine?.quantity ?? 0),
			saved: saved && (mine?.saved ?? true),
		});
	}
	theirs.clear();
}

export const told = (basket: Basket): string =>
	[...basket]
		.map(([thing, { quantity, saved }]) => `${quantity} of ${thing}${saved ? ' for later' : ''}`)
		.sort()
		.join(', ');
