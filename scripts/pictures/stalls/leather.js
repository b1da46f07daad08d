import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { bar, box, cut, cylinder, move, rope, torus, turn, union } from '../shapes.js';
import { baked, curve, extrude } from '../outline.js';
import { leather, metal, pebbled, plain } from '../skins.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const brass = metal(P.gold), steel = metal(P.silver);
/** Saddle stitch a little inside an outline: bumps and pale thread where the distance to the edge is right. */
const stitched = (look, c, thread, { inset = 0.055, seed = 1, wear = 0.25, flip = true, h = 0.03 } = {}) => {
	const hide = leather(c, { seed, wear });
	const seam = (x, q) => { const d = look(x, q) + inset; if (Math.abs(d) > 0.012) return 0; const e = 0.01, gx = look(x + e, q) - look(x - e, q), gq = look(x, q + e) - look(x, q - e), l = length(gx, gq) || 1; const run = (-gq * x + gx * q) / l; return ((run * 15) % 1 + 1) % 1 < 0.62 ? 1 : -0.6; };
	return {
		skin: (x, y, z, nx, ny, nz, o) => { hide(x, y, z, nx, ny, nz, o); const top = flip ? ny > 0.5 : Math.abs(nz) > 0.5; if (top) { const s = seam(x, flip ? -z : y); if (s > 0) { [o.r, o.g, o.b] = thread; o.shine = 0.05; } else if (s < 0) { o.r *= 0.6; o.g *= 0.6; o.b *= 0.6; } } else { o.r *= 0.72; o.g *= 0.68; o.b *= 0.66; } },
		bump: (x, y, z) => pebbled(x, y, z) + ((flip ? y > h * 0.5 : Math.abs(z) > h * 0.5) ? 0.006 * Math.max(-0.5, seam(x, flip ? -z : y)) : 0),
	};
};
const piece = (pts, c, at, { h = 0.035, spin = 0, thread = P.cream, smooth = false, seed = 1, inset = 0.055, upright = false, tip = 0, hole = null } = {}) => {
	const look = baked(smooth ? curve(pts, true, 8) : pts, 200), e = extrude(look, h, Math.min(0.03, h * 0.8));
	const f0 = upright ? e : (x, y, z) => e(x, -z, y), f = hole ? cut(f0, move(turn(cylinder(hole[2], 1), 'x', upright ? Math.PI / 2 : 0), hole[0], upright ? hole[1] : 0, upright ? 0 : -hole[1]), 0.01) : f0;
	const s = stitched(look, c, thread, { inset, seed, flip: !upright, h }), b = look.bounds, cx = (b[0] + b[2]) / 2, cy = (b[1] + b[3]) / 2, R = length(b[2] - b[0], b[3] - b[1]) / 2 + h;
	return put(f, s.skin, upright ? at : [at[0], at[1] + h, at[2]], upright ? [cx, cy, 0, R] : [cx, 0, -cy, R], { spin: [spin, tip], bump: s.bump, step: 0.8 });
};
const rr = (a, b, r) => { const p = []; for (const [cx, cy, s] of [[a - r, b - r, 0], [-a + r, b - r, 1], [-a + r, -b + r, 2], [a - r, -b + r, 3]]) for (let i = 0; i <= 6; i++) { const t = (s + i / 6) * (Math.PI / 2); p.push([cx + Math.cos(t) * r, cy + Math.sin(t) * r]); } return p; };
const stud = (at, skin = brass, r = 0.045) => put(cylinder(r, 0.02, 0.015), skin, at, [0, 0, 0, r + 0.03]);
/** A satchel body with its flap and strap. */
const bag = (c, at, { a = 0.72, b = 0.55, d = 0.2, flap = 0.62, spin = -0.35, strap = 1.0, clasp = brass } = {}) => {
	const hide = leather(c, { seed: a * 9 }), lookF = baked([[-a * 1.01, 0.0], ...Array.from({ length: 13 }, (_, i) => { const t = i / 12; return [-a * 1.01 + 2.02 * a * t, -flap * 2 * b * (0.72 + 0.28 * Math.sin(t * Math.PI))]; }), [a * 1.01, 0.0]], 160);
	const front = extrude(lookF, 0.03, 0.02), s = stitched(lookF, mix(c, P.black, 0.06), P.cream, { flip: false, h: 0.03 });
	const rise = Array.from({ length: 15 }, (_, i) => { const t = (i / 14) * Math.PI; return [Math.cos(t) * (a - 0.05), b + Math.sin(t) * strap * 0.62, Math.sin(t) * -0.06]; });
	const o = [at[0], at[1] + b, at[2]];
	return [
		put((x, y, z) => box(a, b, d * (1 - 0.3 * Math.max(0, y) / b), 0.09)(x, y, z) * 0.9, (x, y, z, nx, ny, nz, q) => hide(x, y, z, nx, ny, nz, q), o, [0, 0, 0, length(a, b, d) + 0.05], { spin: [spin], bump: pebbled }),
		put((x, y, z) => front(x, y - b - 0.01, z - d * 0.86 - 0.02 * (b - y)), (x, y, z, nx, ny, nz, q) => s.skin(x, y - b - 0.01, z, nx, ny, nz, q), o, [0, b * 0.4, d, a * 1.25], { spin: [spin], bump: (x, y, z) => s.bump(x, y - b - 0.01, z - d * 0.86), step: 0.7 }),
		put(rope(rise, 0.036), hide, o, [0, b + strap * 0.3, 0, a + strap * 0.35], { spin: [spin] }),
		put(move(turn(cylinder(0.06, 0.03, 0.012), 'x', Math.PI / 2), 0, b - flap * 2 * b * 0.86, d * 0.98 + 0.05), clasp, o, [0, b - flap * 2 * b * 0.86, d + 0.05, 0.12], { spin: [spin] }),
	];
};
const coil = (c, at, { r0 = 0.16, turns = 4.2, pitch = 0.075, h = 0.17 } = {}) => put((x, y, z) => { const r = length(x, z), a = Math.atan2(z, x) / 6.283 + 0.5; const n = Math.round((r - r0) / pitch - a), q = r - r0 - (Math.max(0, Math.min(Math.floor(turns), n)) + a) * pitch; return length(Math.max(0, Math.abs(q) - 0.012), Math.max(0, Math.abs(y) - h + 0.02)) * 0.8 - 0.018; }, leather(c, { wear: 0.3 }), [at[0], at[1] + h, at[2]], [0, 0, 0, r0 + (turns + 1.4) * pitch + 0.1], { step: 0.55, bump: pebbled });

export const leatherwork = {
	'ubrique-satchel': () => set(table(...papers.sage, { wide: 1.0, tall: 1.6, pitch: 0.22 }), bag(P.cognac, [0, 0, 0])),
	'bifold-wallet-cognac': () => set(flat(papers.slate[0], { half: 1.1, tilt: 0.3 }), piece(rr(0.62, 0.48, 0.08), P.cognac, [-0.03, 0, -0.02], { h: 0.05, spin: 0.34 }), piece(rr(0.61, 0.47, 0.08), mix(P.cognac, P.tan, 0.3), [0.0, 0.1, 0.02], { h: 0.045, spin: 0.29 })),
	'card-holder-olive': () => set(flat(papers.peach[0], { half: 0.95, tilt: 0.3 }), piece(rr(0.42, 0.56, 0.06), mix(P.olive, P.moss, 0.5), [0, 0, 0], { spin: -0.3 }), piece([[-0.42, -0.56], [0.42, -0.56], [0.42, 0.16], [-0.42, 0.34]], mix(P.olive, P.moss, 0.35), [0, 0.07, 0], { spin: -0.3, h: 0.022, seed: 3 }), put(box(0.36, 0.008, 0.3, 0.006), plain(P.cream), [0.16, 0.075, -0.42], [0, 0, 0, 0.5], { spin: [-0.3] })),
	'saddle-belt-chestnut': () => set(table(...papers.blush, { wide: 0.95, tall: 0.6, pitch: 0.6 }), coil(mix(P.cognac, P.walnut, 0.4), [-0.05, 0, 0]), put(union(move(torus(0.17, 0.026), 0, 0, 0), bar([0, 0, 0], [0.17, 0.03, 0], 0.018)), brass, [0.66, 0.2, 0.12], [0, 0, 0, 0.22], { spin: [0.4, 1.35] })),
	'traveller-notebook-cover': () => set(flat(papers.moss[0], { half: 1.25, tilt: 0.26 }), piece(rr(0.62, 0.92, 0.06), P.tan, [0, 0, 0], { h: 0.1, spin: 0.22, thread: P.walnut }), put(box(0.016, 0.115, 0.94, 0.01), plain(P.wine), [0.12, 0.105, -0.02], [0, 0, 0, 0.98], { spin: [0.22] }), stud([0.13, 0.225, 0], brass, 0.05)),
	'key-fob-loops-trio': () => set(flat(papers.butter[0], { half: 1.15, tilt: 0.28 }), [[P.cognac, -0.55, 0.25], [P.teal, 0.02, 0.02], [P.wine, 0.58, -0.22]].map(([c, x, s], i) => [piece([...Array.from({ length: 13 }, (_, k) => { const a = (k / 12) * Math.PI; return [Math.cos(a) * 0.15, 0.3 + Math.sin(a) * 0.15]; }), [-0.15, -0.45], [0, -0.58], [0.15, -0.45]], c, [x, 0, 0.05 + (i % 2) * 0.08], { spin: s, h: 0.045, inset: 0.04, hole: [0, 0.32, 0.05] }), put(torus(0.16, 0.022), steel, [x + Math.sin(s) * -0.48, 0.07, -0.45 + (i % 2) * 0.08], [0, 0, 0, 0.2], { spin: [0, 0.18] })])),
	'tan-crossbody-bag': () => set(table(...papers.teal, { wide: 0.95, tall: 1.5, pitch: 0.2, window: panes() }), bag(P.tan, [0, 0, 0], { a: 0.56, b: 0.42, d: 0.17, flap: 0.78, spin: 0.35, strap: 1.25 })),
	'glasses-sleeve-wine': () => set(flat(papers.stone[0], { half: 1.15, tilt: 0.28 }), piece([[-0.8, 0.26], ...Array.from({ length: 9 }, (_, k) => { const a = Math.PI / 2 - (k / 8) * Math.PI; return [0.62 + Math.cos(a) * 0.26, Math.sin(a) * 0.26]; }), [-0.8, -0.26]], P.wine, [0, 0, 0], { spin: 0.5, h: 0.075, thread: P.rose })),
	'apron-strap-tool-roll': () => set(flat(papers.clay[0], { half: 1.25, tilt: 0.3 }), put(turn((x, y, z) => { const r = length(x, z); return Math.max(Math.abs(r - 0.2) - 0.1, Math.abs(y) - 0.85) * 0.9; }, 'z', Math.PI / 2), (x, y, z, nx, ny, nz, o) => { leather(mix(P.walnut, P.cognac, 0.4))(x, y, z, nx, ny, nz, o); if (Math.abs(nx) > 0.7) { const m = 0.55 + 0.45 * Math.abs(Math.sin(length(y, z) * 75 + Math.atan2(z, y) / 2)); o.r *= m; o.g *= m; o.b *= m; } }, [0, 0.3, 0], [0, 0, 0, 1.0], { spin: [0.55], bump: pebbled }), [-0.36, 0.36].map((t) => put(turn(torus(0.31, 0.032), 'z', Math.PI / 2), leather(P.tan), [Math.cos(0.55) * t, 0.31, -Math.sin(0.55) * t], [0, 0, 0, 0.4], { spin: [0.55] })), [-0.36, 0.36].map((t) => stud([Math.cos(0.55) * t + 0.02, 0.64, -Math.sin(0.55) * t], brass, 0.06))),
	'watch-strap-honey': () => set(flat(papers.indigo[0], { half: 1.15, tilt: 0.26 }), piece([[-0.13, 0.75], [0.13, 0.75], [0.11, -0.6], [0, -0.75], [-0.11, -0.6]], P.tan, [-0.26, 0, 0], { spin: 0.2, inset: 0.035, h: 0.03 }), piece([[-0.13, 0.5], [0.13, 0.5], [0.11, -0.5], [-0.11, -0.5]], P.tan, [0.3, 0, 0.1], { spin: -0.1, inset: 0.035, h: 0.03, seed: 4 }), put((x, y, z) => length(Math.max(Math.abs(x) - 0.13, Math.abs(z) - 0.1) - 0.01, y) - 0.026, steel, [0.37, 0.05, 0.68], [0, 0, 0, 0.25], { spin: [-0.1], step: 0.7 })),
	'catch-all-tray-cinnamon': () => set(table(...papers.lilac, { wide: 1.0, tall: 0.55, pitch: 0.6 }), put((x, y, z) => { const e = Math.max(Math.abs(x), Math.abs(z)); const lift = Math.max(0, e - 0.48) ** 2 * 4.2; return Math.max(Math.abs(y - 0.03 - lift) - 0.022, Math.max(Math.abs(x), Math.abs(z)) - 0.72, (Math.abs(x) + Math.abs(z)) - 1.3) * 0.55; }, leather(mix(P.tan, P.brick, 0.35)), [0, 0, 0], [0, 0.1, 0, 1.05], { spin: [0.4], bump: pebbled, step: 0.6 }), put(torus(0.11, 0.018), brass, [0.1, 0.08, 0.05], [0, 0, 0, 0.14]), put(union(bar([-0.12, 0, 0], [0.16, 0, 0], 0.016), move(torus(0.06, 0.018), -0.18, 0, 0), move(box(0.03, 0.012, 0.04), 0.13, 0, 0.03)), brass, [-0.14, 0.08, 0.16], [0, 0, 0, 0.28], { spin: [0.7] })),
	'market-tote-black': () => set(table(...papers.ochre, { wide: 1.0, tall: 1.75, pitch: 0.2, window: dapple(5) }), put((x, y, z) => { const t = (y + 0.6) / 1.2, a = 0.62 + 0.12 * t, d = 0.24 - 0.12 * t; return Math.max(box(a, 0.6, d, 0.05)(x, y, z), -box(a - 0.03, 0.3, Math.max(0.02, d - 0.03), 0.02)(x, y - 0.42, z)) * 0.85; }, leather(mix(P.black, P.walnut, 0.18), { wear: 0.08, shine: 0.4 }), [0, 0.6, 0], [0, 0, 0, 1.0], { spin: [-0.4], bump: pebbled, step: 0.75 }), [0.13, -0.13].map((z) => put(rope(Array.from({ length: 13 }, (_, i) => { const t = (i / 12) * Math.PI; return [Math.cos(t) * 0.3, 1.08 + Math.sin(t) * 0.56, z]; }), 0.03), leather(P.tan), [0, 0, 0], [0, 1.35, z, 0.5], { spin: [-0.4] }))),
};
