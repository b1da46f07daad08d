// Colour is linear light while it is mixed and shaded, and sRGB only at both ends.

const toLinear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** '#C8452D' to three linear numbers, 0 to 1. */
export function hex(text) {
	const n = parseInt(text.slice(1), 16);
	return [toLinear(((n >> 16) & 255) / 255), toLinear(((n >> 8) & 255) / 255), toLinear((n & 255) / 255)];
}

export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];

/** Highlights bend instead of clipping; everything below 0.72 keeps the colour it was mixed with. */
export function toByte(v) {
	const bent = v < 0.72 ? v : 0.72 + 0.28 * (1 - Math.exp(-(v - 0.72) / 0.34));
	const s = bent <= 0.0031308 ? bent * 12.92 : 1.055 * Math.max(bent, 0) ** (1 / 2.4) - 0.055;
	return s * 255;
}

export const clamp = (v, lo, hi) => (v < lo ? lo : v > hi ? hi : v);
export function smooth(a, b, v) {
	const t = clamp((v - a) / (b - a), 0, 1);
	return t * t * (3 - 2 * t);
}

/** Paints of the house and of the workshops, as sRGB. */
export const paint = {
	paper: '#FAF6EE', ink: '#211C17', clay: '#C8452D', moss: '#3E6B4F', ochre: '#B97A1A', plum: '#6B3A5B',
	cream: '#F1E6D2', sand: '#DDC7A4', blush: '#E3B09B', rose: '#C97F78', terracotta: '#B5603F', brick: '#8E3B2A',
	sage: '#A9B79B', olive: '#767A45', pine: '#2F4A3C', celadon: '#A8C2B0', sea: '#5E8C8B', sky: '#AFC4CE',
	slate: '#5C6B78', indigo: '#2E3F63', night: '#262B38', lilac: '#B7A3BE', aubergine: '#47293F', wine: '#6E2436',
	mustard: '#D9A33B', honey: '#D8A45A', butter: '#EBD38E', straw: '#D9B979', oak: '#B98D5B', walnut: '#6A452D',
	cherry: '#A2623C', maple: '#DDB98A', ash: '#D9C4A0', linen: '#D8CBB3', wool: '#EAE0CC', stone: '#A39A8C',
	charcoal: '#38332E', chalk: '#F4F0E6', gold: '#E8B654', silver: '#E4E3DE', copper: '#C4734A', tan: '#B4753F',
	cognac: '#8F4A22', black: '#1F1B19', peach: '#EDBE98', coral: '#DB6B52', teal: '#2F6466', mint: '#BFD3C1',
};
for (const name of Object.keys(paint)) paint[name] = hex(paint[name]);
