import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Linear-light red, green, blue. */
type Light = [number, number, number];

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');

function token(name: string, theme: 'day' | 'night'): Light {
	const found = new RegExp(`--${name}:\\s*light-dark\\(oklch\\(([^)]*)\\),\\s*oklch\\(([^)]*)\\)\\)`).exec(
		css,
	);
	if (!found) throw new Error(`tokens.css has no --${name} with a day and a night`);
	const [lightness = NaN, chroma = NaN, hue = NaN] = (found[theme === 'day' ? 1 : 2] ?? '')
		.split(/[\s/]+/)
		.map(Number);
	return oklch(lightness, chroma, hue);
}

/** Björn Ottosson's OKLab matrices; out-of-gamut channels are clipped as browsers nearly do. */
function oklch(lightness: number, chroma: number, hue: number): Light {
	const a = chroma * Math.cos((hue * Math.PI) / 180);
	const b = chroma * Math.sin((hue * Math.PI) / 180);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const rgb: Light = [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	];
	return rgb.map((channel) => Math.min(1, Math.max(0, channel))) as Light;
}

function luminance([red, green, blue]: Light): number {
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Light, other: Light): number {
	const [bright, dim] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
	return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['surface', 'surface-raised', 'surface-sunk', 'sky'];
const onGrounds = ['ink', 'ink-soft', 'ink-faint', 'link', 'live', 'ok', 'low', 'danger', 'note'];
const text: [string, string][] = [
	...onGrounds.flatMap((ink): [string, string][] => grounds.map((ground) => [ink, ground])),
	['accent-ink', 'accent'],
	['accent-ink', 'accent-hover'],
	['live', 'accent-wash'],
	['ok', 'ok-wash'],
	['low', 'low-wash'],
	['danger', 'danger-wash'],
	['note', 'note-wash'],
	['ink', 'selection'],
	['ink', 'danger-wash'],
	['ink', 'note-wash'],
	['ink', 'low-wash'],
	['ink', 'ok-wash'],
	['danger', 'low-wash'],
	['danger', 'note-wash'],
	['link', 'low-wash'],
	['link', 'note-wash'],
	['ink-soft', 'danger-wash'],
	['ink-soft', 'note-wash'],
	['tag-ink', 'tag'],
	['tag-ok', 'tag'],
	['tag-low', 'tag'],
	['tag-out', 'tag'],
];
const shapes: [string, string][] = grounds.flatMap((ground): [string, string][] => [
	['line-strong', ground],
	['focus', ground],
	['accent', ground],
]);

describe.each(['day', 'night'] as const)('by %s', (theme) => {
	test.each(text)('--%s can be read on --%s', (ink, ground) => {
		expect(contrast(token(ink, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
	});
	test.each(shapes)('--%s can be made out on --%s', (shape, ground) => {
		expect(contrast(token(shape, theme), token(ground, theme))).toBeGreaterThanOrEqual(3);
	});
});

test('the sums agree with WCAG on what is known', () => {
	expect(contrast(oklch(1, 0, 0), oklch(0, 0, 0))).toBeCloseTo(21, 1);
});
