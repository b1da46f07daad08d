import { expect, test } from 'vitest';
import {
	addAxis,
	addValue,
	combine,
	emptyGrid,
	MOST_ROWS,
	readGrid,
	removeAxis,
	removeValue,
} from './variant-grid.ts';

const named = (name: string) => {
	const grid = addAxis(emptyGrid(), name);
	grid.rows[0] = { ...grid.rows[0]!, id: 'bowl', price: '24.50', stock: null };
	return grid;
};
const shape = (grid: ReturnType<typeof combine>) =>
	grid.rows.map((row) => [row.values.join(' '), row.id, row.price, row.stock, row.offered]);

test('the one bowl becomes the first of several, and comes back as itself', () => {
	const sizes = ['Small', 'Large'].reduce((grid, size) => addValue(grid, 0, size), named('Size'));
	expect(shape(sizes)).toEqual([
		['Small', 'bowl', '24.50', null, true],
		['Large', null, '24.50', '0', true],
	]);
	const glazed = ['Celadon', 'Ash'].reduce(
		(grid, glaze) => addValue(grid, 1, glaze),
		addAxis(sizes, 'Glaze'),
	);
	expect(glazed.rows.map((row) => row.values.join(' '))).toEqual([
		'Small Celadon',
		'Small Ash',
		'Large Celadon',
		'Large Ash',
	]);
	expect(glazed.rows[0]!.id).toBe('bowl');
	const back = removeAxis(removeAxis(glazed, 1), 0);
	expect(shape(back)).toEqual([['', 'bowl', '24.50', null, true]]);
});

test('a value that goes takes its rows along; the others keep what was typed', () => {
	let grid = ['Small', 'Large'].reduce((some, size) => addValue(some, 0, size), named('Size'));
	grid.rows[1] = { ...grid.rows[1]!, price: '30', stock: '7', offered: false };
	grid = addValue(grid, 0, 'Huge');
	expect(shape(grid)[1]).toEqual(['Large', null, '30', '7', false]);
	expect(shape(removeValue(grid, 0, 'Small')).map((row) => row[0])).toEqual(['Large', 'Huge']);
});

test('more combinations than fit one page are not made up', () => {
	let grid = named('Size');
	for (let n = 0; n < 12; n++) grid = addValue(grid, 0, `s${n}`);
	grid = addAxis(grid, 'Glaze');
	for (let n = 0; n < 12; n++) grid = addValue(grid, 1, `g${n}`);
	expect(grid.rows.length).toBeLessThanOrEqual(MOST_ROWS);
	expect(grid.rows.filter((row) => row.offered).length).toBeLessThanOrEqual(50);
});

test('without a script the form’s lines make the grid, and an emptied option takes its column along', () => {
	const fields = {
		'axes.0.name': '',
		'axes.0.values': '',
		'axes.1.name': 'Glaze',
		'axes.1.values': 'Celadon\r\n\r\n celadon \r\nAsh',
		'variants.0.id': 'bowl',
		'variants.0.values.0': 'Small',
		'variants.0.values.1': 'Ash',
		'variants.0.price': '24,5',
		'variants.0.stock': '3',
		'variants.0.stock_was': '3',
		'variants.0.offered': 'on',
	};
	expect(shape(combine(readGrid(fields)))).toEqual([
		['Celadon', null, '24,5', '0', true],
		['Ash', 'bowl', '24,5', null, true],
	]);
});
