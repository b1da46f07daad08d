/** Colours as makers choose them: `#rrggbb`, and how well two of them can be told apart. */

export const COLOUR_PATTERN = /^#[0-9a-fA-F]{6}$/;

/** WCAG 2 contrast ratio of two colours, from 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
