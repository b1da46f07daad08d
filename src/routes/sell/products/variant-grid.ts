/**
 * The editor's grid: option axes and a row for each combination, as its maker types them. Pure: the page works on it, and a
 * form without a script comes back to it.
 */
import { axesOf, type Axis } from '#catalog/variant-options.ts';
import type { ProductView } from '#catalog/product.ts';
import { amountInput } from '#lib/money.ts';

export type GridRow = {
	/** Of a variant that is on sale; null for a new one. */
	id: string | null;
	/** One for each axis. */
	values: string[];
	sku: string;
	price: string;
	/** As typed; null while it is the count as it is. */
	stock: string | null;
	/** The count that `stock` was typed against. */
	was: number | null;
	/** Unticked, it is not sold, or no longer. */
	offered: boolean;
};
export type Grid = { axes: Axis[]; rows: GridRow[] };

export const MOST_AXES = 3;
export const MOST_OFFERED = 50;
/** Rows that one page shows; a product of more combinations shows those that are sold. */
export const MOST_ROWS = 120;

const sameValues = (a: string[], b: string[]) => a.every((value, at) => value === b[at]);
export const sameWord = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export const emptyGrid = (): Grid => ({
	axes: [],
	rows: [{ id: null, values: [], sku: '', price: '', stock: '1', was: null, offered: true }],
});

/** A product's variants and, unticked, the combinations that it does not come in. */
export function gridOf(product: Pick<ProductView, 'variants'>): Grid {
	const axes = axesOf(product.variants);
	const rows = product.variants.map((variant): GridRow => ({
		id: variant.id,
		values: Object.values(variant.options),
		sku: variant.sku ?? '',
		price: amountInput(variant.price),
		stock: null,
		was: null,
		offered: true,
	}));
	return combine({ axes, rows }, false);
}

const complete = (axes: Axis[]) => axes.filter((axis) => axis.values.length > 0);
export const combinations = (axes: Axis[]) =>
	complete(axes).reduce((product, axis) => product * axis.values.length, 1);

/** A row for each combination, in the axes' order; those that are there stay as they are, a new one costs what its neighbour does. */
export function combine({ axes, rows }: Grid, offerNew = true): Grid {
	const known = rows
		.map((row) => ({ ...row, values: axes.map((axis, at) => row.values[at] || (axis.values[0] ?? '')) }))
		.map((row) => ({ ...row, values: row.values.map((value, at) => (axes[at]!.values.length ? value : '')) }))
		.filter((row) => row.values.every((value, at) => value === '' || axes[at]!.values.includes(value)));
	if (combinations(axes) > MOST_ROWS) return { axes, rows: known };
	const all = axes.reduce<string[][]>(
		(some, axis) =>
			some.flatMap((values) => (axis.values.length ? axis.values : ['']).map((value) => [...values, value])),
		[[]],
	);
	let room = MOST_OFFERED - known.filter((row) => row.offered).length;
	let last = known[0];
	return {
		axes,
		rows: all.map((values) => {
			const same = known.filter((row) => sameValues(values, row.values));
			const found = same.find((row) => row.id && row.offered) ?? same.find((row) => row.id) ?? same[0];
			if (found) return (last = found);
			const offered = offerNew && room-- > 0;
			return { id: null, values, sku: '', price: last?.price ?? '', stock: '0', was: null, offered };
		}),
	};
}

export const addAxis = (grid: Grid, name = ''): Grid => ({
	axes: [...grid.axes, { name, values: [] }],
	rows: grid.rows.map((row) => ({ ...row, values: [...row.values, ''] })),
});

/** Of the rows that become the same, the first that is sold stays. */
export function removeAxis(grid: Grid, at: number): Grid {
	const without = <T>(list: T[]) => list.filter((_, other) => other !== at);
	return combine(
		{ axes: without(grid.axes), rows: grid.rows.map((row) => ({ ...row, values: without(row.values) })) },
		false,
	);
}

export function renameValue(grid: Grid, at: number, from: string, to: string): Grid {
	const renamed = (value: string) => (value === from ? to : value);
	return {
		axes: grid.axes.map((axis, n) => (n === at ? { ...axis, values: axis.values.map(renamed) } : axis)),
		rows: grid.rows.map((row) => ({
			...row,
			values: row.values.map((value, n) => (n === at ? renamed(value) : value)),
		})),
	};
}

export function addValue(grid: Grid, at: number, value: string): Grid {
	const axes = grid.axes.map((axis, other) =>
		other === at ? { ...axis, values: [...axis.values, value] } : axis,
	);
	return combine({ axes, rows: grid.rows });
}

export function removeValue(grid: Grid, at: number, value: string): Grid {
	const axes = grid.axes.map((axis, other) =>
		other === at ? { ...axis, values: axis.values.filter((one) => one !== value) } : axis,
	);
	const left = axes[at]!.values.length;
	// The last value takes its axis' part of each row along, and nothing else.
	const rows = left ? grid.rows.filter((row) => row.values[at] !== value) : grid.rows;
	return combine({ axes, rows });
}

/** The form's fields back into the grid: what was typed, whatever it was. Axes that were emptied are gone. */
export function readGrid(fields: Record<string, string>): Grid {
	const typed = Array.from({ length: MOST_AXES }, (_, at) => ({
		at,
		name: (fields[`axes.${at}.name`] ?? '').trim(),
		values: unique((fields[`axes.${at}.values`] ?? '').split(/\r?\n/)),
	}));
	const used = typed.filter(({ name, values }) => name !== '' || values.length > 0);
	const axes = used.map(({ name, values }) => ({ name, values }));
	const rows: GridRow[] = [];
	for (let at = 0; fields[`variants.${at}.price`] !== undefined; at++) {
		const field = (name: string) => fields[`variants.${at}.${name}`];
		const was = field('stock_was');
		const stock = field('stock') ?? '';
		const untouched = was !== undefined && stock.trim() === was;
		rows.push({
			id: field('id') || null,
			values: used.map((axis) => field(`values.${axis.at}`) ?? ''),
			sku: field('sku') ?? '',
			price: field('price') ?? '',
			stock: untouched ? null : stock,
			was: was === undefined || !/^\d{1,6}$/.test(was) ? null : Number(was),
			offered: field('offered') !== undefined,
		});
	}
	return { axes, rows };
}

/** After a refusal that told of a count as it is now: the next try is decided by that one. */
export function restated(
	grid: Grid,
	errors: Record<string, string>,
	now: (id: string) => number | undefined,
): Grid {
	const rows = grid.rows.map((row, at) =>
		row.id && row.stock !== null && errors[`variants.${at}.stock`]
			? { ...row, was: now(row.id) ?? null }
			: row,
	);
	return { ...grid, rows };
}

function unique(lines: string[]): string[] {
	const kept: string[] = [];
	for (const line of lines.map((one) => one.trim()).filter(Boolean))
		if (!kept.some((other) => sameWord(other, line))) kept.push(line);
	return kept;
}
