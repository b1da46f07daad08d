/**
 * A product list's address as people see it: `q`, `sort`, `in_stock=1`, `from` and `to` as typed amounts, `cursor`. Parameters
 * that are not ours (a newsletter's, a search engine's) are left alone.
 */
import type { ProductFilter } from '#catalog/product.ts';
import { productQuery } from '#catalog/product.ts';
import { checkInput } from '#lib/check-input.ts';
import { parseMoney } from '#lib/money.ts';
import type { FieldErrors } from '#lib/refusal.ts';

/** Prices are typed in the market's currency; a shop with another one is not filtered by amount. */
const CURRENCY = 'EUR';

export type ListForm = { q: string; sort: string; inStock: boolean; from: string; to: string };

/** @throws {Refusal} invalid_input for what no form of ours could have sent */
export function readListQuery(url: URL): { filter: ProductFilter; form: ListForm; errors: FieldErrors } {
	const value = (key: string) => url.searchParams.get(key) ?? '';
	const form = {
		q: value('q'),
		sort: value('sort') || 'newest',
		inStock: value('in_stock') !== '',
		from: value('from'),
		to: value('to'),
	};
	const errors: FieldErrors = {};
	const amount = (key: 'from' | 'to') => {
		if (!form[key].trim()) return undefined;
		const minor = parseMoney(form[key], CURRENCY);
		if (minor === null || minor > 999_999_999) errors[key] = 'Write an amount such as 25 or 24.50';
		return errors[key] ? undefined : String(minor);
	};
	const [least, most] = [amount('from'), amount('to')];
	const filter = checkInput(productQuery, {
		sort: form.sort,
		...(form.q.trim() && { q: form.q }),
		...(form.inStock && { in_stock: 'true' }),
		...(least !== undefined && { min_price: least }),
		...(most !== undefined && { max_price: most }),
		...(value('cursor') && { cursor: value('cursor') }),
	});
	return { filter, form, errors };
}

/** The same address with another cursor, or without one. */
export function withCursor(url: URL, cursor: string | null): string {
	const search = new URLSearchParams(url.searchParams);
	if (cursor) search.set('cursor', cursor);
	else search.delete('cursor');
	const text = search.toString();
	return url.pathname + (text ? `?${text}` : '');
}
