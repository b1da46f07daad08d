/** How a count is spoken of. Thresholds live here alone, so that a card, a page and a table never disagree. */
export type StockState = 'in-stock' | 'low' | 'last' | 'sold-out';

export const LOW_STOCK = 5;

export function stockState(count: number): StockState {
	if (count <= 0) return 'sold-out';
	if (count === 1) return 'last';
	return count <= LOW_STOCK ? 'low' : 'in-stock';
}

export function stockWords(count: number): string {
	const state = stockState(count);
	if (state === 'sold-out') return 'Sold out';
	return state === 'in-stock' ? `${count} in stock` : `${count} left`;
}
