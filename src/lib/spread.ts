/**
 * Whole numbers shared out without losing any. Reckoned with big integers, since an amount times a rate may pass 2^53.
 */

/** `amount × part ÷ whole`, rounded half up. None of them negative. */
export function portion(amount: number, part: number, whole: number): number {
	const [numerator, denominator] = [BigInt(amount) * BigInt(part), BigInt(whole)];
	return Number((2n * numerator + denominator) / (2n * denominator));
}

/**
 * Shares `amount` out in proportion to the weights by largest remainder: the shares add up to `amount` exactly, each is its
 * exact part rounded up or down, and what is left over goes to the largest remainders, then to the first key. So the order
 * in which they are given plays no part.
 */
export function spread(
	amount: number,
	parts: readonly { key: string; weight: number }[],
): Map<string, number> {
	const whole = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
	if (whole === 0n) {
		if (amount !== 0) throw new Error(`${amount} has nobody to be shared out to`);
		return new Map(parts.map(({ key }) => [key, 0]));
	}
	const exact = parts.map(({ key, weight }) => {
		const product = BigInt(amount) * BigInt(weight);
		return { key, share: Number(product / whole), remainder: product % whole };
	});
	let left = amount - exact.reduce((sum, { share }) => sum + share, 0);
	const byRemainder = exact.toSorted((a, b) =>
		a.remainder === b.remainder ? (a.key < b.key ? -1 : 1) : a.remainder > b.remainder ? -1 : 1,
	);
	for (const part of byRemainder) {
		if (left === 0) break;
		part.share += 1;
		left -= 1;
	}
	return new Map(exact.map(({ key, share }) => [key, share]));
}
