import type { DemoVariant } from './demo.ts';

type Line = [values: string, price: number, stock: number, sku?: string];

/** One line a variant: its values as the options are named, its price, how many there are. */
const of = (options: string[], lines: Line[]): DemoVariant[] =>
	lines.map(([values, price, stock, sku]) => {
		const parts = values.split(' / ');
		return {
			options: Object.fromEntries(options.map((name, at) => [name, parts[at]!])),
			price,
			stock,
			sku: sku ?? null,
		};
	});

/** What comes in several kinds, by the product's slug; prices are minor units of EUR. */
export const demoVariants: Record<string, DemoVariant[]> = {
	'celadon-breakfast-bowl': of(
		['Across'],
		[
			['13 cm', 2800, 3],
			['15 cm', 3200, 6],
			['18 cm', 3900, 1],
		],
	),
	'tide-line-mug': of(
		['Size', 'Glaze'],
		[
			['Cup, 180 ml / White over sea-green', 2400, 4, 'TIDE-S-SEA'],
			['Cup, 180 ml / White over ink', 2400, 0, 'TIDE-S-INK'],
			['Mug, 320 ml / White over sea-green', 2800, 9, 'TIDE-M-SEA'],
			['Mug, 320 ml / White over ink', 2800, 2, 'TIDE-M-INK'],
			['Pint, 560 ml / White over sea-green', 3600, 1, 'TIDE-L-SEA'],
		],
	),
	'croft-house-socks': of(
		['Size', 'Colour'],
		['35–38', '39–42', '43–46'].flatMap((size, row) =>
			['Green and cream', 'Peat and cream', 'Heather'].map((colour, column): Line => {
				const stock = [
					[6, 3, 0],
					[8, 5, 2],
					[4, 0, 1],
				][row]![column]!;
				return [`${size} / ${colour}`, 2900, stock];
			}),
		),
	),
	'star-mittens': of(
		['Size'],
		[
			['Child', 3800, 2],
			['Small', 4800, 4],
			['Large', 4800, 1],
		],
	),
	'fishermans-rib-beanie': of(
		['Colour'],
		[
			['Harbour teal', 3600, 11],
			['Rust', 3600, 5],
			['Undyed grey', 3400, 2],
		],
	),
	'oatmeal-cable-jumper': of(
		['Size'],
		[
			['S', 15800, 1],
			['M', 15800, 0],
			['L', 16800, 2],
			['XL', 17800, 1],
		],
	),
	'saddle-belt-chestnut': of(
		['Length', 'Buckle'],
		[
			['85 cm / Brass', 6900, 2],
			['85 cm / Nickel', 6900, 1],
			['95 cm / Brass', 6900, 3],
			['95 cm / Nickel', 6900, 0],
			['105 cm / Brass', 7400, 1],
			['115 cm / Brass', 7900, 0],
		],
	),
	'watch-strap-honey': of(
		['Width', 'Length', 'Buckle'],
		[
			['18 mm / Short / Steel', 4600, 2],
			['18 mm / Regular / Steel', 4600, 3],
			['18 mm / Regular / Brass', 4900, 1],
			['20 mm / Short / Steel', 4600, 0],
			['20 mm / Regular / Steel', 4600, 4],
			['20 mm / Regular / Brass', 4900, 2],
			['20 mm / Long / Steel', 5200, 1],
			['20 mm / Long / Brass', 5500, 0],
		],
	),
	'river-stone-ring': of(
		['Ring size'],
		[
			['50', 11800, 1],
			['52', 11800, 1],
			['54', 11800, 0],
			['56', 11800, 1],
		],
	),
	'signet-ring-engraved': of(
		['Metal', 'Ring size'],
		['52', '54', '57', '60'].flatMap((size, at): Line[] => [
			[`Recycled silver / ${size}`, 14500, [3, 2, 4, 1][at]!],
			[`Recycled 9 ct gold / ${size}`, 24500, [1, 2, 0, 1][at]!],
		]),
	),
	'field-poppies-print': of(
		['Size', 'Frame'],
		[
			['20 × 30 cm / Unframed', 3200, 12],
			['20 × 30 cm / Oak', 6400, 3],
			['30 × 40 cm / Unframed', 4600, 16],
			['30 × 40 cm / Oak', 8600, 1],
			['30 × 40 cm / Black', 8600, 0],
		],
	),
	'night-owl-linocut': of(
		['Ink', 'Frame'],
		[
			['Midnight / Unframed', 5800, 12],
			['Midnight / Oak', 9800, 2],
			['Moss / Unframed', 5800, 5],
		],
	),
	'straw-sun-hat-fine': of(
		['Head'],
		[
			['55 cm', 5200, 0],
			['57 cm', 5200, 0],
			['59 cm', 5400, 0],
		],
	),
};
