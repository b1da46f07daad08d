import { z } from 'zod';
import type { Money } from '#lib/money.ts';

/** Minor units. */
export const MOST_AMOUNT = 10_000_000;

/** A whole number of the shop's smallest currency unit from `least` on, or the same with its currency. */
export function amountInput(least: number) {
	const amount = z
		.int('Give a whole number of the smallest unit, such as cents')
		.min(least, `At least ${least}`)
		.max(MOST_AMOUNT, `At most ${MOST_AMOUNT}`);
	return z.union([amount, z.strictObject({ amount, currency: z.string().regex(/^[A-Z]{3}$/) })], {
		error: `Give a whole number of the smallest unit from ${least} to ${MOST_AMOUNT}, or { amount, currency }`,
	});
}

/** @returns null when it is written in another currency than the shop's */
export function amountIn(currency: string, value: number | Money): number | null {
	if (typeof value === 'number') return value;
	return value.currency === currency ? value.amount : null;
}
