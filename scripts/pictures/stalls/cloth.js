// Solids that textiles and knitwear share.
import { length } from '../length.js';
import { box, rope, union } from '../shapes.js';
import { boxMap, cloth, plain } from '../skins.js';
import { put } from '../stage.js';

/** A folded pile: layers of cloth, each a soft slab, the fold towards the viewer. */
export function folded(fabric, at, { w = 0.9, d = 0.66, layers = 3, thick = 0.085, spin = 0, depth = 0.011 } = {}) {
	return Array.from({ length: layers }, (_, i) => {
		const a = w - i * 0.012 + Math.sin(i * 3.1) * 0.012, c = d - i * 0.008;
		const slab = box(a, thick, c, thick * 0.92);
		const soft = (x, y, z) => slab(x, y - (Math.sin(x * 2.3 + i * 2) + Math.sin(z * 2.9 + x + i)) * 0.011, z);
		const map = boxMap(a, thick, c);
		const k = cloth(fabric, (x, y, z) => { const [u, v] = map(x, y, z); return [u + i * 0.13, v]; }, depth);
		return put(soft, k.skin, [at[0] + Math.sin(i * 2.3) * 0.012, at[1] + thick + i * thick * 1.86, at[2]], [0, 0, 0, length(a, thick, c) + 0.06], { bump: k.bump, spin: [spin + Math.sin(i * 1.7) * 0.02], step: 0.75 });
	});
}

/** Cloth hung from a rod against the wall, w and h half sizes. */
export function hung(fabric, at, { w = 0.9, h = 0.9, fold = 0.05, waves = 5, depth = 0.012 } = {}) {
	const wave = (x, y) => Math.sin(x * waves + Math.sin(y * 1.4) * 0.5) * fold * (0.35 + 0.65 * (0.5 - y / (2 * h))) + Math.sin(x * waves * 2.3 + 1) * fold * 0.3;
	const sheet = box(w, h, 0.022, 0.02);
	const k = cloth(fabric, (x, y) => [x, y], depth);
	return put((x, y, z) => sheet(x, y, z - wave(x, y)), k.skin, at, [0, 0, 0, length(w, h) + 0.1], { bump: k.bump, step: 0.7 });
}

/** A filled cushion standing on its edge, leaning back; a and b half sizes. */
export function cushion(fabric, at, { a = 0.7, b = 0.7, fat = 0.3, spin = [0.1, -0.22, 0], depth = 0.012 } = {}) {
	const k = cloth(fabric, (x, y) => [x, y], depth);
	const sdf = (x, y, z) => {
		const u = Math.min(1, (x / a) ** 2), v = Math.min(1, (y / b) ** 2);
		const t = fat * Math.sqrt(Math.max(0, (1 - u * u) * (1 - v * v))) + 0.015;
		const dx = Math.abs(x) - a * (1 - 0.07 * (1 - v)), dy = Math.abs(y) - b * (1 - 0.07 * (1 - u));
		const out = Math.max(dx, dy);
		return out > 0 ? length(out, Math.max(0, Math.abs(z) - t)) : Math.max((Math.abs(z) - t) * 0.55, out);
	};
	return put(sdf, k.skin, at, [0, 0, 0, length(a, b) + 0.1], { bump: k.bump, spin, step: 0.7 });
}

/** Knotted threads along an edge that runs from x0 to x1; they hang along `dir`. */
export function fringe(colour, at, x0, x1, n, length, dir = [0, -1, 0], thick = 0.012) {
	const all = [];
	for (let i = 0; i <= n; i++) {
		const x = x0 + ((x1 - x0) * i) / n, j = Math.sin(i * 7.3) * 0.02;
		all.push(rope([[x, 0, 0], [x + j, dir[1] * length * 0.5, dir[2] * length * 0.5], [x + j * 2.2, dir[1] * length, dir[2] * length]], thick, thick * 0.7));
	}
	const groups = [];
	for (let i = 0; i < all.length; i += 6) {
		const part = all.slice(i, i + 6), cx = x0 + ((x1 - x0) * Math.min(i + 2.5, n)) / n;
		groups.push(put(union(...part), plain(colour, { wax: 0.3 }), at, [cx, (dir[1] * length) / 2, (dir[2] * length) / 2, length * 0.62 + (Math.abs(x1 - x0) / n) * 4]));
	}
	return groups;
}
