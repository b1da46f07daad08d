// Flat outlines become solids: spun on the wheel (lathe) or cut from a board (extrude). The distance to the outline
// is worked out once on a grid, since a march asks for it millions of times.

import { length } from './length.js';

/** Catmull-Rom through the points; closed or open. */
export function curve(points, closed = false, per = 10) {
	const n = points.length, out = [];
	const at = (i) => (closed ? points[(i + n) % n] : points[Math.max(0, Math.min(n - 1, i))]);
	for (let i = 0; i < (closed ? n : n - 1); i++) {
		const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
		for (let k = 0; k < per; k++) {
			const t = k / per, t2 = t * t, t3 = t2 * t;
			out.push([0, 1].map((j) => 0.5 * (2 * b[j] + (c[j] - a[j]) * t + (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * t2 + (3 * b[j] - a[j] - 3 * c[j] + d[j]) * t3)));
		}
	}
	if (!closed) out.push(points[n - 1]);
	return out;
}

function polygonDistance(pts, x, y) {
	let best = Infinity, inside = false;
	for (let i = 0, j = pts.length - 1; i < pts.length; j = i++) {
		const ax = pts[i][0], ay = pts[i][1], ex = pts[j][0] - ax, ey = pts[j][1] - ay;
		const wx = x - ax, wy = y - ay;
		const t = Math.max(0, Math.min(1, (wx * ex + wy * ey) / (ex * ex + ey * ey || 1)));
		const dx = wx - ex * t, dy = wy - ey * t, d = dx * dx + dy * dy;
		if (d < best) best = d;
		if (ay > y !== pts[j][1] > y && x < (ex * (y - ay)) / ey + ax) inside = !inside;
	}
	return (inside ? -1 : 1) * Math.sqrt(best);
}

/** Distance to a closed polygon, looked up between grid points. */
export function baked(pts, fine = 170) {
	const xs = pts.map((p) => p[0]), ys = pts.map((p) => p[1]);
	const w = Math.max(...xs) - Math.min(...xs), h = Math.max(...ys) - Math.min(...ys);
	const pad = 0.12 * Math.max(w, h), x0 = Math.min(...xs) - pad, y0 = Math.min(...ys) - pad;
	const stepSize = (Math.max(w, h) + 2 * pad) / fine;
	const nx = Math.ceil((w + 2 * pad) / stepSize) + 2, ny = Math.ceil((h + 2 * pad) / stepSize) + 2;
	const grid = new Float32Array(nx * ny);
	for (let j = 0; j < ny; j++)
		for (let i = 0; i < nx; i++) grid[j * nx + i] = polygonDistance(pts, x0 + i * stepSize, y0 + j * stepSize);
	const look = (x, y) => {
		const gx = (x - x0) / stepSize, gy = (y - y0) / stepSize;
		const cx = gx < 0 ? 0 : gx > nx - 1.001 ? nx - 1.001 : gx, cy = gy < 0 ? 0 : gy > ny - 1.001 ? ny - 1.001 : gy;
		const i = cx | 0, j = cy | 0, u = cx - i, v = cy - j, k = j * nx + i;
		const d = (grid[k] * (1 - u) + grid[k + 1] * u) * (1 - v) + (grid[k + nx] * (1 - u) + grid[k + nx + 1] * u) * v;
		const ox = (gx - cx) * stepSize, oy = (gy - cy) * stepSize;
		return ox === 0 && oy === 0 ? d : d + length(ox, oy) * 0.7;
	};
	look.reach = Math.max(...pts.map((p) => length(p[0], p[1])));
	look.bounds = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
	return look;
}

/** A body of revolution about y from a closed outline of [radius, height]. */
export function lathe(outline) {
	const d = baked(outline);
	return (x, y, z) => d(length(x, z), y);
}

/**
 * A thrown pot: the outside as [radius, height] from foot to lip, a wall, and a floor inside.
 * `solid` leaves it full (candles, knobs, bottles seen closed).
 */
export function thrown(outside, wall = 0.05, solid = false) {
	const out = curve(outside);
	const top = out[out.length - 1];
	if (solid) return lathe([[0, out[0][1]], ...out, [0, top[1]]]);
	const floor = out[0][1] + wall * 1.6;
	const inner = [];
	for (let i = out.length - 1; i >= 0; i--) {
		const [r, y] = out[i];
		if (y < floor) break;
		const b = out[Math.max(0, i - 1)], a = out[Math.min(out.length - 1, i + 1)];
		const tx = a[0] - b[0], ty = a[1] - b[1], l = length(tx, ty) || 1;
		inner.push([Math.max(0.01, r - (ty / l) * wall), Math.max(floor, y + (tx / l) * wall * 0.6)]);
	}
	return lathe([[0, out[0][1]], ...out, ...inner, [0, floor]]);
}

/** A board of half thickness h cut along the outline (in x and y), with softened edges. */
export function extrude(look, h, round = 0.02) {
	return (x, y, z) => {
		const a = look(x, y) + round, b = Math.abs(z) - h + round;
		return Math.min(Math.max(a, b), 0) + length(Math.max(a, 0), Math.max(b, 0)) - round;
	};
}
