import { combine, readGrid, type Grid } from './variant-grid.ts';

/** The form as it was typed, with a row for each combination of its options; nothing is written. */
export async function redrawn(fields: Record<string, string>): Promise<{
	values: Record<string, string>;
	errors: Record<string, string>;
	grid: Grid;
}> {
	return { values: fields, errors: {}, grid: combine(readGrid(fields)) };
}
