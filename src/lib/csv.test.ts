import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('commas, quotes and lines are kept; a formula is text, a number is a number', () => {
	expect(
		csv([
			['a', 'b,c', 'say "hi"', 'two\nlines'],
			['=1+1', '-12.50', '@sum', '-x'],
		]),
	).toBe(`a,"b,c","say ""hi""","two\nlines"\r\n'=1+1,-12.50,'@sum,'-x\r\n`);
});
