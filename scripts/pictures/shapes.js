// Signed distances: negative inside, in scene units (a mug is about one unit high). y is up.

import { length } from './length.js';

export const sphere = (r, cx = 0, cy = 0, cz = 0) => (x, y, z) => length(x - cx, y - cy, z - cz) - r;

export const ellipsoid = (a, b, c) => (x, y, z) => {
	const k0 = length(x / a, y / b, z / c);
	const k1 = length(x / (a * a), y / (b * b), z / (c * c));
	return k1 === 0 ? -Math.min(a, b, c) : (k0 * (k0 - 1)) / k1;
};

/** Half sizes and the radius of its edges (inside the half sizes). */
export const box = (a, b, c, round = 0) => (x, y, z) => {
	const qx = Math.abs(x) - a + round, qy = Math.abs(y) - b + round, qz = Math.abs(z) - c + round;
	const out = length(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0));
	return out + Math.min(Math.max(qx, qy, qz), 0) - round;
};

export const cylinder = (r, h, round = 0) => (x, y, z) => {
	const dx = length(x, z) - r + round, dy = Math.abs(y) - h + round;
	return Math.min(Math.max(dx, dy), 0) + length(Math.max(dx, 0), Math.max(dy, 0)) - round;
};

export const torus = (R, r) => (x, y, z) => length(length(x, z) - R, y) - r;

/** A bar from a to b whose radius runs from ra to rb. */
export const bar = (a, b, ra, rb = ra) => {
	const bx = b[0] - a[0], by = b[1] - a[1], bz = b[2] - a[2];
	const dot = bx * bx + by * by + bz * bz;
	return (x, y, z) => {
		const px = x - a[0], py = y - a[1], pz = z - a[2];
		let t = (px * bx + py * by + pz * bz) / dot;
		t = t < 0 ? 0 : t > 1 ? 1 : t;
		return length(px - bx * t, py - by * t, pz - bz * t) - (ra + (rb - ra) * t);
	};
};

/** A rope through points, evenly thick or tapering. */
export const rope = (points, ra, rb = ra) => {
	const bars = [];
	for (let i = 0; i + 1 < points.length; i++) {
		const t0 = i / (points.length - 1), t1 = (i + 1) / (points.length - 1);
		bars.push(bar(points[i], points[i + 1], ra + (rb - ra) * t0, ra + (rb - ra) * t1));
	}
	return union(...bars);
};

export const union = (...all) => (x, y, z) => {
	let d = Infinity;
	for (let i = 0; i < all.length; i++) {
		const v = all[i](x, y, z);
		if (v < d) d = v;
	}
	return d;
};

export const blend = (k, ...all) => (x, y, z) => {
	let d = all[0](x, y, z);
	for (let i = 1; i < all.length; i++) {
		const b = all[i](x, y, z);
		const h = Math.max(k - Math.abs(d - b), 0) / k;
		d = Math.min(d, b) - h * h * k * 0.25;
	}
	return d;
};

export const cut = (a, b, k = 0.02) => (x, y, z) => {
	const d = a(x, y, z), e = -b(x, y, z);
	const h = Math.max(k - Math.abs(d - e), 0) / k;
	return Math.max(d, e) + h * h * k * 0.25;
};

export const both = (a, b) => (x, y, z) => Math.max(a(x, y, z), b(x, y, z));
export const move = (f, dx, dy, dz) => (x, y, z) => f(x - dx, y - dy, z - dz);
export const grow = (f, r) => (x, y, z) => f(x, y, z) - r;
export const shell = (f, t) => (x, y, z) => Math.abs(f(x, y, z)) - t;
export const size = (f, s) => (x, y, z) => f(x / s, y / s, z / s) * s;

/** Turned by radians about an axis: 'x', 'y' or 'z'. */
export const turn = (f, axis, angle) => {
	const c = Math.cos(angle), s = Math.sin(angle);
	if (axis === 'y') return (x, y, z) => f(c * x - s * z, y, s * x + c * z);
	if (axis === 'x') return (x, y, z) => f(x, c * y + s * z, -s * y + c * z);
	return (x, y, z) => f(c * x + s * y, -s * x + c * y, z);
};
