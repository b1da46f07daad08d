// What things are made of. A skin is asked at a point of the object's own space and paints into `out`.
import { length } from './length.js';
import { clamp, mix, smooth } from './paint.js';
import { cell, cloud, noise } from './noise.js';

const put = (o, c, k = 1) => { o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; };

export const plain = (c, { shine = 0, gloss = 0, wax = 0, grain = 0.05 } = {}) => (x, y, z, nx, ny, nz, o) => {
	put(o, c, 1 + (noise(x * 40, y * 40, z * 40) - 0.5) * grain * 2);
	o.shine = shine; o.gloss = gloss; o.wax = wax;
};

export const metal = (c) => (x, y, z, nx, ny, nz, o) => {
	put(o, c, 0.92 + noise(x * 26, y * 26, z * 26) * 0.16);
	o.metal = 1; o.shine = 0.8; o.gloss = 0.5;
};

/**
 * Stoneware: bare body below the glaze line, runs of glaze that break at the lip, iron speckle.
 * glaze/second: colours; line: height where glaze stops; drip: how far runs go; band: height where `second` begins.
 */
export function glazed({ glaze, second = null, body, line = 0.12, drip = 0.1, band = 9, speckle = 0.5, gloss = 0.55, top = 1, seed = 1, stripes = null, matt = false }) {
	return (x, y, z, nx, ny, nz, o) => {
		const a = Math.atan2(z, x);
		const run = (noise(Math.cos(a) * 3.4 + seed * 7, Math.sin(a) * 3.4, seed) - 0.5) * 2 * drip;
		const fine = (noise(Math.cos(a) * 11 + seed, Math.sin(a) * 11, seed + 4) - 0.5) * drip * 0.7;
		let c = glaze, k = 0.9 + cloud(x * 3 + seed, y * 3, z * 3) * 0.2, g = gloss;
		if (second) {
			const edge = band + run + fine;
			const t = smooth(edge - 0.02, edge + 0.025, y);
			c = mix(glaze, second, t);
			k *= 1 - 0.25 * Math.max(0, 1 - Math.abs(y - edge) / 0.035);
		}
		if (stripes) for (const [at, wide, ink] of stripes) {
			const t = smooth(wide, wide * 0.6, Math.abs(y - at + (noise(a * 2, seed, at) - 0.5) * 0.02));
			c = mix(c, ink, t * (0.75 + 0.25 * noise(a * 9, y * 60, seed)));
		}
		const thin = smooth(top - 0.05, top, y) * 0.4;
		c = mix(c, body, thin);
		const bare = ny > 0.25 ? 0 : smooth(line + run * 0.6 + 0.012, line + run * 0.6 - 0.012, y);
		if (bare > 0) { c = mix(c, body, bare); g *= 1 - bare; }
		if (speckle > 0) {
			const s = noise(x * 34 + seed, y * 34, z * 34), s2 = noise(x * 70, y * 70 + seed, z * 70);
			k *= 1 - speckle * (smooth(0.8, 0.88, s) * 0.6 + smooth(0.86, 0.92, s2) * 0.5);
		}
		put(o, c, k);
		o.gloss = matt ? g * 0.15 : g; o.shine = matt ? 0.06 : 0.5 * g;
	};
}

/** Wood with its rings round an axis that runs along `along`, a little off centre. */
export function wood(light, dark, { along = 'x', rings = 9, seed = 1, shine = 0.1 } = {}) {
	return (x, y, z, nx, ny, nz, o) => {
		const [a, b, c] = along === 'x' ? [x, y, z] : along === 'y' ? [y, z, x] : [z, x, y];
		const wob = (noise(a * 1.1 + seed * 3, b * 2.5, c * 2.5) - 0.5) * 0.55;
		const r = length(b + 0.5 + seed * 0.07, c * 0.75 + 0.42) * rings + wob * 2.2;
		const f = r - Math.floor(r);
		const ring = smooth(0.25, 0.92, f) * (1 - smooth(0.92, 1, f));
		const fibre = noise(a * 5, b * 95, c * 95);
		put(o, mix(light, dark, clamp(ring * 0.5 + fibre * 0.26 + cloud(a * 0.8, b * 3, c * 3 + seed) * 0.24, 0, 1)), 0.97);
		o.shine = shine; o.gloss = shine * 1.2;
	};
}

export function leather(c, { seed = 1, shine = 0.28, wear = 0.25 } = {}) {
	return (x, y, z, nx, ny, nz, o) => {
		const p = noise(x * 60 + seed, y * 60, z * 60) * 0.5 + noise(x * 24, y * 24, z * 24 + seed) * 0.5;
		put(o, c, 0.82 + p * 0.22 + wear * (cloud(x * 2.2 + seed, y * 2.2, z * 2.2) - 0.45));
		o.shine = shine; o.gloss = 0.16;
	};
}
export const pebbled = (x, y, z) => (noise(x * 48, y * 48, z * 48) - 0.5) * 0.004;

export const waxen = (c, { mottle = 0.08, seed = 1, glow = 1 } = {}) => (x, y, z, nx, ny, nz, o) => {
	put(o, c, 1 - mottle / 2 + cloud(x * 4 + seed, y * 4, z * 4) * mottle);
	o.wax = glow; o.shine = 0.14; o.gloss = 0.14;
};

/** Which stitch or thread lies at (u, v): helpers for cloth give a height (0..1) and a colour. */
const frac = (v) => v - Math.floor(v);

/** Stocking stitch: columns of little Vs. chart(column, row) gives the colour. */
export function knit(chart, { gauge = 9, rows = 11 } = {}) {
	const at = (u, v) => {
		const col = Math.floor(u * gauge), fu = frac(u * gauge) - 0.5;
		const slope = Math.abs(fu) * 0.95, row = Math.floor(v * rows - slope), fv = frac(v * rows - slope) - 0.5;
		const leg = 1 - (Math.abs(Math.abs(fu) - 0.25) / 0.27) ** 2;
		return { col, row, h: Math.max(0, leg) * Math.sqrt(Math.max(0, 1 - (fv / 0.52) ** 2)) };
	};
	return {
		height: (u, v) => at(u, v).h,
		colour: (u, v) => { const s = at(u, v); const c = chart(s.col, s.row); const k = 0.6 + 0.42 * s.h + (cell(s.col, s.row, 3) - 0.5) * 0.1; return [c[0] * k, c[1] * k, c[2] * k]; },
	};
}

/** Knit one, purl one: deep ribs. */
export function ribbed(c, { gauge = 7, rows = 12 } = {}) {
	const k0 = knit(() => c, { gauge: gauge * 2, rows });
	return {
		height: (u, v) => (0.5 + 0.5 * Math.cos(u * gauge * Math.PI * 2)) * 1.5 + k0.height(u, v) * 0.35,
		colour: (u, v) => { const r = 0.55 + 0.45 * (0.5 + 0.5 * Math.cos(u * gauge * Math.PI * 2)); return k0.colour(u, v).map((q) => q * r * 1.05); },
	};
}

/**
 * Woven cloth. draft(i, j) is true where the warp lies on top; warp(i) and weft(j) give thread colours.
 */
export function weave({ warp, weft, draft = (i, j) => (i + j) % 2 === 0, threads = 26 }) {
	const mod = (a, n) => ((a % n) + n) % n;
	const at = (u, v) => {
		const i = Math.floor(u * threads), j = Math.floor(v * threads), fu = frac(u * threads) - 0.5, fv = frac(v * threads) - 0.5;
		const over = draft(mod(i, 1200), mod(j, 1200));
		const across = over ? fu : fv, along = over ? fv : fu;
		const h = Math.sqrt(Math.max(0, 1 - (across / 0.53) ** 2)) * (0.72 + 0.28 * Math.cos(along * Math.PI));
		return { over, i, j, h };
	};
	return {
		height: (u, v) => at(u, v).h,
		colour: (u, v) => { const s = at(u, v); const c = s.over ? warp(mod(s.i, 1200)) : weft(mod(s.j, 1200)); const k = 0.58 + 0.46 * s.h + (cell(s.over ? s.i : s.j, s.over ? 1 : 2, Math.floor((s.over ? v : u) * 5)) - 0.5) * 0.13; return [c[0] * k, c[1] * k, c[2] * k]; },
	};
}
export const twill = (i, j) => (i + j) % 4 < 2;
export const herringbone = (i, j) => ((((Math.floor(i / 12) % 2 ? i + j : 48 - i + j) % 4) + 4) % 4) < 2;
export const basketWeave = (i, j) => (Math.floor(i / 2) + Math.floor(j / 2)) % 2 === 0;

/** Cloth on an object: `map` turns a point into (u, v) of the fabric. */
export function cloth(fabric, map, depth = 0.012, { fuzz = 0.1 } = {}) {
	return {
		bump: (x, y, z) => { const [u, v] = map(x, y, z); return fabric.height(u, v) * depth; },
		skin: (x, y, z, nx, ny, nz, o) => { const [u, v] = map(x, y, z); put(o, fabric.colour(u, v), 1 + (noise(x * 90, y * 90, z * 90) - 0.5) * fuzz * 2); o.wax = 0.25; },
	};
}

/** A picture printed on the face that looks along +z, within half sizes a × b; elsewhere `edge`. */
export const printed = (image, a, b, edge, { bleed = 1, shine = 0, wax = 0.1, face = 'z' } = {}) => (x, y, z, nx, ny, nz, o) => {
	const [p, q, n] = face === 'z' ? [x, y, nz] : [x, -z, ny];
	let c = edge;
	if (n > 0.6 && Math.abs(p) < a * bleed && Math.abs(q) < b * bleed) c = mix(edge, image.at((p / a + 1) / 2, (1 - q / b) / 2), image.alpha);
	put(o, c, 0.985 + noise(x * 70, y * 70, z * 70) * 0.03);
	o.shine = shine; o.gloss = shine * 0.6; o.wax = wax;
};

/** Cut or looped pile, coloured by chart(u, v) with the wobble of a hand-tied row. */
export const pile = (chart, { tuft = 46 } = {}) => ({
	height: (u, v) => noise(u * tuft, v * tuft, 2) * 2.2,
	colour: (u, v) => { const c = chart(u + (noise(u * 5, v * 9, 1) - 0.5) * 0.05, v + (noise(u * 8, v * 5, 6) - 0.5) * 0.05); const k = 0.72 + 0.4 * noise(u * tuft, v * tuft, 2) + 0.08 * noise(u * 3, v * 11, 4); return [c[0] * k, c[1] * k, c[2] * k]; },
});

/** The face of a box that a point is nearest to, unrolled to (u, v). */
export const boxMap = (a, b, c) => (x, y, z) => {
	const p = Math.abs(x) - a, q = Math.abs(y) - b, r = Math.abs(z) - c;
	return q >= p && q >= r ? [x, z] : r >= p ? [x, y + c] : [z, y + a];
};
