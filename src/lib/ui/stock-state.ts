/** How a count is spoken of. Thresholds live here alone, so that a card, a page and a table never disagree. */
export type StockState = 'in-stock' | 'low' | 'last' | 'held' | 'sold-out';

export const LOW_STOCK = 5;

/** @param held how many are in somebody's checkout: while there are such, none is left and yet it is not sold out */
export function stockState(count: number, held = 0): StockState {
	if (count <= 0) return held > 0 ? 'held' : 'sold-out';
	if (count === 1) return 'last';
	return count <= LOW_STOCK ? 'low' : 'in-stock';
}

export function stockWords(count: number, held = 0): string {
	const state = stockState(count, held);
	if (state === 'sold-out') return 'Sold out';
	if (state === 'held') return 'In someone’s checkout';
	return state === 'in-stock' ? `${count} in stock` : `${count} left`;
}
