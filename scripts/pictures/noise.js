// Every picture is a function of its key: the same seed gives the same pot on any machine.

/** A small fast generator (mulberry32), seeded by text. */
export function seeded(text) {
	let a = 2166136261;
	for (const ch of text) a = Math.imul(a ^ ch.codePointAt(0), 16777619);
	const next = () => {
		a = (a + 0x6d2b79f5) | 0;
		let t = Math.imul(a ^ (a >>> 15), 1 | a);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	next.between = (lo, hi) => lo + (hi - lo) * next();
	next.pick = (list) => list[Math.floor(next() * list.length)];
	next.jitter = (size) => (next() - 0.5) * 2 * size;
	return next;
}

function lattice(x, y, z) {
	let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(z, 2147483647 - 1274126177);
	h = Math.imul(h ^ (h >>> 13), 1274126177);
	return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** One number in 0..1 for a whole-numbered cell. */
export const cell = (x, y = 0, z = 0) => lattice(x | 0, y | 0, z | 0);

/** Smooth value noise, 0..1. */
export function noise(x, y, z) {
	const xi = Math.floor(x), yi = Math.floor(y), zi = Math.floor(z);
	let u = x - xi, v = y - yi, w = z - zi;
	u = u * u * (3 - 2 * u); v = v * v * (3 - 2 * v); w = w * w * (3 - 2 * w);
	const a = lattice(xi, yi, zi) * (1 - u) + lattice(xi + 1, yi, zi) * u;
	const b = lattice(xi, yi + 1, zi) * (1 - u) + lattice(xi + 1, yi + 1, zi) * u;
	const c = lattice(xi, yi, zi + 1) * (1 - u) + lattice(xi + 1, yi, zi + 1) * u;
	const d = lattice(xi, yi + 1, zi + 1) * (1 - u) + lattice(xi + 1, yi + 1, zi + 1) * u;
	return (a * (1 - v) + b * v) * (1 - w) + (c * (1 - v) + d * v) * w;
}

/** Three octaves of it, 0..1. */
export const cloud = (x, y, z) =>
	noise(x, y, z) * 0.57 + noise(x * 2.1 + 7, y * 2.1, z * 2.1) * 0.28 + noise(x * 4.3, y * 4.3 + 3, z * 4.3) * 0.15;
