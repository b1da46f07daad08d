// Where things stand: coloured paper, a camera, sometimes the shadow of a window.
import { length } from './length.js';
import { mix, paint, smooth } from './paint.js';
import { rotation } from './render.js';

/** Upright things on a paper sweep. `wide` is the half width of what must fit. */
export function table(floor, wall, { wide = 1.25, tall = 1.2, pitch = 0.38, turn = 0, wallAt = -2.1, cove = 1.1, window = null, shift = 0 } = {}) {
	const span = Math.max(wide * 1.12, tall * 0.8), far = span / Math.tan((22 * Math.PI) / 360) * 1.12;
	const look = [shift + wide * 0.1, tall * 0.44, 0];
	const eye = [look[0] + far * Math.cos(pitch) * Math.sin(turn), look[1] + far * Math.sin(pitch), far * Math.cos(pitch) * Math.cos(turn)];
	return { eye, look, lens: 22, floor, wall, wallAt, cove, window, things: [] };
}

/** Seen from above, on one sheet. */
export function flat(floor, { half = 1.5, tilt = 0.16, window = null } = {}) {
	const far = half / Math.tan((20 * Math.PI) / 360) * 1.15;
	return { eye: [0.02, far * Math.cos(tilt), far * Math.sin(tilt)], look: [0.04, 0, 0.05], up: [0, 0, -1], lens: 20, light: [-0.72, 0.72, -0.42], floor, wall: floor, wallAt: -60, cove: 0.1, window, things: [] };
}

export const put = (sdf, skin, at, ball, more = {}) => ({ sdf, skin, at, ball, ...more, turn: more.spin ? rotation(...more.spin) : undefined });

/** Light through a window with glazing bars, softened by distance. */
export const panes = (x0 = -1.3, z0 = -1.4, w = 2.7, h = 4, dim = 0.5) => (x, z) => {
	const u = (x - x0 + z * 0.25) / w, v = (z - z0) / h;
	const inside = smooth(-0.05, 0.05, u) * smooth(1.05, 0.95, u) * smooth(-0.05, 0.05, v) * smooth(1.05, 0.95, v);
	const bar = smooth(0.012, 0.045, Math.abs(u - 0.5)) * smooth(0.012, 0.04, Math.abs(v - 0.5));
	return dim + (1 - dim) * inside * bar * 1.06;
};

/** The dappled shadow of a branch. */
export const dapple = (seed = 1, dim = 0.62) => {
	const leaves = [];
	for (let i = 0; i < 16; i++) {
		const t = i / 15, a = Math.sin(seed * 12.9 + i * 4.1);
		leaves.push([-2.4 + t * 3.6 + a * 0.3, -2.2 + t * 1.3 + Math.cos(i * 2.4 + seed) * 0.55, 0.26 + 0.12 * a, 0.1, i * 1.3 + seed]);
	}
	return (x, z) => {
		let s = 0;
		for (const [cx, cz, a, b, r] of leaves) {
			const dx = x - cx, dz = z - cz, u = dx * Math.cos(r) + dz * Math.sin(r), v = -dx * Math.sin(r) + dz * Math.cos(r);
			s = Math.max(s, smooth(1.5, 0.55, length(u / a, v / b)));
		}
		return 1 - (1 - dim) * s;
	};
};

/** A pair of papers that belong together: the wall a little deeper than the table. */
export const papers = {
	sand: [mix(paint.cream, paint.sand, 0.35), mix(paint.sand, paint.cream, 0.25)],
	blush: [mix(paint.blush, paint.cream, 0.35), paint.blush],
	clay: [mix(paint.clay, paint.blush, 0.42), mix(paint.clay, paint.blush, 0.18)],
	moss: [mix(paint.moss, paint.sage, 0.45), mix(paint.moss, paint.sage, 0.12)],
	sage: [mix(paint.sage, paint.cream, 0.25), paint.sage],
	ochre: [mix(paint.mustard, paint.cream, 0.25), paint.mustard],
	plum: [mix(paint.plum, paint.lilac, 0.32), mix(paint.plum, paint.lilac, 0.08)],
	lilac: [mix(paint.lilac, paint.cream, 0.3), paint.lilac],
	sky: [mix(paint.sky, paint.cream, 0.3), paint.sky],
	slate: [mix(paint.slate, paint.sky, 0.35), paint.slate],
	indigo: [mix(paint.indigo, paint.slate, 0.45), mix(paint.indigo, paint.slate, 0.15)],
	paper: [paint.paper, paint.cream],
	peach: [mix(paint.peach, paint.cream, 0.3), paint.peach],
	terra: [mix(paint.terracotta, paint.peach, 0.45), mix(paint.terracotta, paint.peach, 0.15)],
	teal: [mix(paint.teal, paint.sea, 0.5), mix(paint.teal, paint.sea, 0.15)],
	butter: [mix(paint.butter, paint.cream, 0.35), paint.butter],
	stone: [mix(paint.stone, paint.cream, 0.45), mix(paint.stone, paint.cream, 0.2)],
	night: [mix(paint.night, paint.slate, 0.25), paint.night],
};
