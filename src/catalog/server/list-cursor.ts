/**
 * Where a page of a list ended, as an opaque text: the sort, the last row's sort key and id. Pages stay true while rows are
 * added and removed, because the next one starts after a value and not after a count.
 */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Sort } from '../product.ts';

const id = z.string().regex(ID_PATTERN);
const cursor = z.union([
	z.tuple([z.literal('newest'), z.iso.datetime({ precision: 3 }), id]),
	z.tuple([z.enum(['price_asc', 'price_desc']), z.int().min(0), id]),
]);
export type ListCursor = { key: string | number; id: string };

export function writeListCursor(sort: Sort, last: ListCursor): string {
	return Buffer.from(JSON.stringify([sort, last.key, last.id])).toString('base64url');
}

/** @throws {Refusal} invalid_input for a cursor that we never gave, or gave for another sort */
export function readListCursor(text: string, sort: Sort): ListCursor {
	const parsed = cursor.safeParse(decode(text));
	if (!parsed.success || parsed.data[0] !== sort)
		throw new Refusal('invalid_input', { errors: { cursor: 'This is no cursor of this list' } });
	return { key: parsed.data[1], id: parsed.data[2] };
}

function decode(text: string): unknown {
	if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
	} catch {
		return null;
	}
}
