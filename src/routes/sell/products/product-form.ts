/** A product's form as people fill it in: amounts as typed, counts as text, turned into what the command takes. */
import { z } from 'zod';
import { MOST_PRICE, newProductInput, productChange } from '#catalog/product.ts';
import type { NewProductInput, ProductChange } from '#catalog/product.ts';
import { checkInput } from '#lib/check-input.ts';
import { formatMoney, parseMoney } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { MOST_OFFERED, readGrid, sameWord, type Grid } from './variant-grid.ts';

export const detailFields = z.strictObject({
	name: z.string(),
	description: z.string(),
	category: z.string(),
	/** Absent where there is nothing to choose; empty for the shop's default. */
	shipping_profile: z.string().max(26).optional(),
});

const DETAIL = 'name|description|category|shipping_profile';
const VARIANT = String.raw`axes\.[0-2]\.(name|values)|variants\.\d{1,3}\.(id|values\.[0-2]|sku|price|stock|stock_was|offered)`;
const fields = (names: string) =>
	z.record(z.string().regex(new RegExp(`^(${names})$`)), z.string().max(20_000));

/** Of the editor alone, as `VariantEditor.svelte` names them. */
export const variantFields = fields(VARIANT);
/** Of the whole form of a new product. */
export const newProductFields = fields(`${DETAIL}|${VARIANT}`);
type Fields = Record<string, string>;

/** @throws {Refusal} invalid_input, with every field that is wrong at once */
export function readNewProduct(typed: Fields, currency: string): NewProductInput {
	const { name = '', description = '', category = '' } = typed;
	const profile = typedProfile(typed['shipping_profile']);
	const { variants, rows, errors } = readVariants(readGrid(typed), currency);
	return namingRows(rows, errors, () =>
		checkInput(newProductInput, { name, description, category, variants, ...profile }),
	);
}

/**
 * What there shall be to buy. `write` gets it, and what it refuses is told by the form's own fields.
 * @throws {Refusal} invalid_input, stale and what else `write` throws
 */
export async function changeVariants(
	typed: Fields,
	currency: string,
	write: (change: ProductChange) => Promise<unknown>,
): Promise<void> {
	const { variants, rows, errors } = readVariants(readGrid(typed), currency);
	const change = namingRows(rows, errors, () => checkInput(productChange, { variants }));
	await write(change).catch((refusal: unknown) => {
		throw refusal instanceof Refusal ? inRows(rows, refusal) : refusal;
	});
}

const NO_COUNT = 'Write a whole number such as 3';
const countOf = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : null);

/** The rows that are sold, as the command takes them, and the place of each in the form. */
function readVariants(grid: Grid, currency: string) {
	const errors: FieldErrors = wrongAxes(grid);
	const rows = grid.rows.flatMap((row, at) => (row.offered ? [at] : []));
	const known = (row: Grid['rows'][number]) =>
		grid.axes.every((axis, n) => axis.values.includes(row.values[n] ?? ''));
	if (rows.length === 0) errors['variants'] = 'Sell at least one of these';
	if (rows.length > MOST_OFFERED)
		errors['variants'] = `Sell at most ${MOST_OFFERED} of these: you have ticked ${rows.length}`;
	if (!Object.keys(errors).length && !rows.every((at) => known(grid.rows[at]!)))
		errors['variants'] = 'The options have changed: look over the rows, then save again';
	const variants = rows.map((at) => {
		const row = grid.rows[at]!;
		const wrong = (field: string, text: string) => (errors[`variants.${at}.${field}`] = text);
		const price = parseMoney(row.price, currency);
		if (price === null) wrong('price', 'Write the price like 24.50');
		else if (price < 1 || price > MOST_PRICE)
			wrong(
				'price',
				`From ${formatMoney({ amount: 1, currency })} to ${formatMoney({ amount: MOST_PRICE, currency })}`,
			);
		const typed = row.id && row.stock === null ? undefined : (row.stock ?? '');
		const stock = typed === undefined ? undefined : countOf(typed);
		if (stock === null) wrong('stock', NO_COUNT);
		if (row.id && typed !== undefined && row.was === null) wrong('stock', 'Load this page again first');
		return {
			...(row.id && { id: row.id }),
			options: Object.fromEntries(grid.axes.map((axis, n) => [axis.name, row.values[n] ?? ''])),
			sku: row.sku.trim() || null,
			price: price === null || price < 1 || price > MOST_PRICE ? 1 : price,
			...(stock !== undefined && { stock: stock ?? 0, ...(row.id && { stock_was: row.was ?? 0 }) }),
		};
	});
	return { variants, rows, errors };
}

/** What the form says of the delivery; nothing when it does not ask. */
export const typedProfile = (text: string | undefined) =>
	text === undefined ? {} : { shipping_profile: text || null };

function wrongAxes({ axes }: Grid): FieldErrors {
	const errors: FieldErrors = {};
	axes.forEach(({ name, values }, at) => {
		if (!name.trim()) errors[`axes.${at}.name`] = 'Name it, such as “Size”';
		if (axes.findIndex((other) => sameWord(other.name, name)) < at)
			errors[`axes.${at}.name`] = 'Another option has this name';
		if (values.length === 0) errors[`axes.${at}.values`] = 'Give at least one, such as “Small”';
	});
	return errors;
}

/** Runs a check and says what it refuses together with what was wrong before, by the form's rows. */
function namingRows<T>(rows: number[], errors: FieldErrors, check: () => T): T {
	try {
		const checked = check();
		if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors: {} });
		return checked;
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const said = inRows(rows, refusal);
		const wrong = { ...said.data.errors, ...errors };
		// What the rows say of an option is said better beside the option itself.
		const settled = Object.keys(errors).some((path) => !/^variants\./.test(path));
		if (settled) for (const path of Object.keys(wrong)) if (path.endsWith('.options')) delete wrong[path];
		throw new Refusal('invalid_input', { ...said.data, errors: wrong });
	}
}

/** `variants.1.price` of the command is the row that was ticked second. */
function inRows(rows: number[], refusal: Refusal): Refusal {
	const errors = Object.fromEntries(
		Object.entries(refusal.data.errors ?? {}).map(([path, text]) => [
			path
				.replace(/^variants\.(\d+)/, (_, at: string) => `variants.${rows[Number(at)] ?? at}`)
				.replace(/\.options\..*$/s, '.options'),
			text,
		]),
	);
	return new Refusal(refusal.code, { ...refusal.data, errors });
}
