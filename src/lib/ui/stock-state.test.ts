import { expect, test } from 'vitest';
import { LOW_STOCK, stockState, stockWords } from '#lib/ui/stock-state.ts';

test('Ana’s bowls are spoken of truly from plenty to none', () => {
	expect(stockWords(LOW_STOCK + 1)).toBe(`${LOW_STOCK + 1} in stock`);
	expect(stockWords(LOW_STOCK)).toBe(`${LOW_STOCK} left`);
	expect(stockWords(1)).toBe('1 left');
	expect(stockWords(0)).toBe('Sold out');
});

test('what lies in somebody’s checkout is not called sold out', () => {
	expect(stockWords(0, 1)).toBe('In someone’s checkout');
	expect(stockWords(1, 2)).toBe('1 left');
});

test('a count below nothing, which must never be, is not offered for sale', () => {
	expect(stockState(-1)).toBe('sold-out');
});
