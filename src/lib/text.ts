/** Text from outside. Lengths are in code points, as people count, not in UTF-16 units. */
import { z } from 'zod';

/** Control characters (NUL, line breaks, tabs) and half surrogates: nobody types them into a one-line field. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
const NOT_IN_A_BLOCK = /[^\P{Cc}\n\r\t]|\p{Cs}/u;

export function codePoints(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}

function bounded(unwanted: RegExp, min: number, max: number) {
	return z
		.string({ error: (issue) => (issue.input === undefined ? 'Fill this in' : 'Give this as text') })
		.max(max * 2, { error: `Use at most ${max} characters`, abort: true })
		.refine((text) => !unwanted.test(text), {
			error: 'This holds a character that cannot be used',
			abort: true,
		})
		.normalize('NFC')
		.trim()
		.refine((text) => codePoints(text) <= max, { error: `Use at most ${max} characters` })
		.refine((text) => codePoints(text) >= min, {
			error: min === 1 ? 'Fill this in' : `Use at least ${min} characters`,
		});
}

/** One line of text, trimmed, in NFC, of `min` to `max` code points. */
export function textLine(min: number, max: number) {
	return bounded(NOT_IN_A_LINE, min, max);
}

/** Text with line breaks, trimmed, in NFC, of `min` to `max` code points. */
export function textBlock(min: number, max: number) {
	return bounded(NOT_IN_A_BLOCK, min, max);
}
