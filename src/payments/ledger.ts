/**
 * The market's books, double entry: every transaction's entries sum to zero. Positive is what the market has (`provider`) or
 * is owed; negative is what it owes to buyers and shops, or has earned (`market`).
 */
export type LedgerAccount = 'provider' | 'buyers' | 'shop' | 'market';
export type LedgerPart = 'money' | 'goods' | 'delivery' | 'commission';

/** In the order in which they may happen to one order's money. */
export const LEDGER_KINDS = ['capture', 'sale', 'reversal', 'refund', 'transfer'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** What an order's money, or a part of it that goes back, was for; minor units. */
export type Shares = {
	goods: { amount: number; tax: number };
	delivery: { amount: number; tax: number };
	/** Of the goods; the shop's to pay. */
	commission: number;
};

export type LedgerEntry = {
	account: LedgerAccount;
	part: LedgerPart;
	amount: number;
	/** How much of the amount is tax: a memo, part of no sum. */
	tax?: number;
};

/** The entries of a sale; of a reversal with `sign` −1. The buyers' money becomes the shop's, less what the market takes. */
export function sharesToEntries({ goods, delivery, commission }: Shares, sign: 1 | -1): LedgerEntry[] {
	const entries: LedgerEntry[] = [
		{ account: 'buyers', part: 'money', amount: goods.amount + delivery.amount },
		{ account: 'shop', part: 'goods', amount: -goods.amount, tax: -goods.tax },
		{ account: 'shop', part: 'delivery', amount: -delivery.amount, tax: -delivery.tax },
		{ account: 'shop', part: 'commission', amount: commission },
		{ account: 'market', part: 'commission', amount: -commission },
	];
	return entries.map((entry) => ({
		...entry,
		// Not −0, which a test would tell from 0.
		amount: sign * entry.amount || 0,
		tax: sign * (entry.tax ?? 0) || 0,
	}));
}

/**
 * The share of `count` of a line's pieces, after `before` of them went: cumulative, rounded down, so that whatever the parts, all
 * of them together are the whole.
 */
export function partOf(whole: number, pieces: number, before: number, count: number): number {
	// Big integers: an amount times an amount may pass 2^53.
	const upTo = (n: number) => (BigInt(whole) * BigInt(n)) / BigInt(pieces);
	return Number(upTo(before + count) - upTo(before));
}
