import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { ellipsoid, rope, sphere, torus } from '../shapes.js';
import { thrown } from '../outline.js';
import { metal, plain } from '../skins.js';
import { noise } from '../noise.js';
import { dapple, panes, papers, put, table } from '../stage.js';
import { sprig } from './ceramics.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const absorb = { cobalt: [4.2, 2.6, 0.35], amber: [0.3, 1.6, 5], moss: [2.6, 0.7, 2.4], smoke: [1.6, 1.7, 1.6], rose: [0.25, 1.8, 1.2], sea: [2.8, 0.5, 0.65], clear: [0.22, 0.12, 0.16], plum: [1.4, 3.2, 0.9], straw: [0.25, 0.5, 1.9], ruby: [0.2, 4.2, 3.6] };
/** Blown: a lathe in glass; `rib` optic lines, `k` scale, `bubbles` seeds. */
const blown = (outline, tint, at, { wall = 0.045, rib = 0, depth = 0.012, k = 1, solid = false, twist = 0, spin = 0, add = null, extra = 0 } = {}) => {
	const o = outline.map(([a, b]) => [a * k, b * k]), top = o.at(-1)[1], r = Math.max(...o.map((p) => p[0])), f = thrown(o, wall * k, solid);
	const g = rib ? (x, y, z) => f(x, y, z) * 0.95 + depth * Math.cos(Math.atan2(z, x) * rib + y * twist) * Math.min(1, length(x, z) * 4) : f;
	return put(add ? (x, y, z) => Math.min(g(x, y, z), add(x, y, z)) : g, plain(P.chalk), at, [0, top / 2, 0, length(r + extra, top / 2) + 0.05], { glass: { absorb: absorb[tint] }, step: rib ? 0.7 : 0.85, spin: [spin] });
};
const tumbler = [[0.27, 0], [0.3, 0.02], [0.32, 0.3], [0.34, 0.7]];
const vase = [[0.24, 0], [0.3, 0.02], [0.46, 0.4], [0.36, 0.86], [0.22, 1.08], [0.3, 1.3]];
const carafe = [[0.34, 0], [0.4, 0.02], [0.46, 0.26], [0.3, 0.62], [0.15, 0.88], [0.15, 1.2], [0.22, 1.36]];
const wine = [[0.32, 0], [0.31, 0.03], [0.06, 0.07], [0.045, 0.4], [0.08, 0.5], [0.3, 0.66], [0.36, 0.9], [0.3, 1.22]];
const pour = (r, h, c, at) => put(thrown([[r * 0.98, 0], [r, 0.02], [r, h]], 0.02, true), plain(c, { gloss: 0.7, shine: 0.5, grain: 0.01 }), at, [0, h / 2, 0, length(r, h)]);
const handleOf = (r, lo, hi, out, t = 0.04) => rope(Array.from({ length: 10 }, (_, i) => { const a = (i / 9) * Math.PI; return [r + Math.sin(a) * out, (lo + hi) / 2 + (Math.cos(a) * (hi - lo)) / 2, 0]; }), t);

export const glassware = {
	'cobalt-tumblers-pair': () => set(table(...papers.peach, { wide: 0.95, tall: 0.85, pitch: 0.34 }), blown(tumbler, 'cobalt', [-0.38, 0, -0.1], { rib: 16 }), blown(tumbler, 'cobalt', [0.38, 0, 0.16], { rib: 16 })),
	'amber-optic-vase': () => set(table(...papers.sand, { wide: 1.0, tall: 1.6 }), blown(vase, 'amber', [0, 0, 0], { rib: 14, twist: 4 }), sprig([0, 1.0, 0], [-0.4, 0.1], 1.0, P.sage)),
	'moss-green-carafe': () => set(table(...papers.blush, { wide: 0.95, tall: 1.4, window: panes() }), blown(carafe, 'moss', [-0.16, 0, -0.1]), blown(tumbler, 'moss', [0.52, 0, 0.3], { k: 0.75 })),
	'rose-wine-glasses': () => set(table(...papers.paper, { wide: 0.95, tall: 1.3 }), blown(wine, 'rose', [-0.38, 0, -0.12], { wall: 0.03 }), blown(wine, 'rose', [0.4, 0, 0.16], { wall: 0.03 })),
	'sea-fan-bowl': () => set(table(...papers.paper, { wide: 1.0, tall: 0.75, pitch: 0.46 }), blown([[0.22, 0], [0.25, 0.03], [0.55, 0.16], [0.8, 0.42], [0.86, 0.5]], 'sea', [0, 0, 0], { rib: 18, depth: 0.016 })),
	'smoke-oil-lamp': () => set(table(...papers.ochre, { wide: 0.85, tall: 1.25 }), blown([[0.36, 0], [0.42, 0.03], [0.46, 0.2], [0.2, 0.42], [0.1, 0.5], [0.12, 0.56]], 'smoke', [0, 0, 0]), put(sphere(0.07), metal(P.gold), [0, 0.57, 0], [0, 0, 0, 0.08]), put((x, y, z) => (length(x / 0.05, (y - 0.1) / 0.15, z / 0.05) - 1 + Math.max(0, y - 0.1) * 1.4) * 0.05, (x, y, z, nx, ny, nz, o) => { [o.r, o.g, o.b] = mix([1, 0.92, 0.6], [1, 0.55, 0.16], Math.min(1, Math.max(0, y * 4)) ** 2); o.glow = 1.5; }, [0, 0.65, 0], [0, 0.1, 0, 0.25], { step: 0.7 })),
	'three-fishing-floats': () => set(table(...papers.sky, { wide: 1.1, tall: 0.95, pitch: 0.36 }), [['cobalt', -0.5, 0, 0.42], ['sea', 0.38, -0.1, 0.36], ['amber', 0.08, 0.5, 0.27]].map(([t, x, z, r]) => put((a, b, c) => Math.abs(length(a, b, c) - r + 0.03) - 0.03, plain(P.chalk), [x, r, z], [0, 0, 0, r + 0.02], { glass: { absorb: absorb[t] } })), put(torus(0.1, 0.03), plain(P.oak, { grain: 0.4 }), [-0.5, 0.84, 0], [0, 0, 0, 0.15])),
	'ruby-bud-bottles': () => set(table(...papers.stone, { wide: 1.0, tall: 1.1 }), blown([[0.2, 0], [0.26, 0.03], [0.3, 0.2], [0.1, 0.44], [0.07, 0.74], [0.1, 0.8]], 'ruby', [-0.48, 0, 0]), blown([[0.14, 0], [0.18, 0.02], [0.2, 0.5], [0.08, 0.7], [0.07, 0.92], [0.1, 0.98]], 'rose', [0.02, 0, -0.16]), blown([[0.2, 0], [0.26, 0.02], [0.32, 0.18], [0.08, 0.38], [0.07, 0.5], [0.11, 0.56]], 'plum', [0.5, 0, 0.16])),
	'straw-honey-pot': () => set(table(...papers.moss, { wide: 0.85, tall: 0.95 }), pour(0.31, 0.32, mix(P.mustard, P.brick, 0.2), [0, 0.09, 0]), blown([[0.3, 0], [0.36, 0.03], [0.42, 0.3], [0.36, 0.56], [0.36, 0.62]], 'straw', [0, 0, 0]), put(thrown([[0.38, 0], [0.39, 0.04], [0.3, 0.1], [0.05, 0.13]], 0.03, true), metal(P.copper), [0, 0.62, 0], [0, 0.06, 0, 0.45]), put(ellipsoid(0.06, 0.06, 0.06), metal(P.copper), [0, 0.79, 0], [0, 0, 0, 0.08])),
	'paperweight-blue-whirl': () => set(table(...papers.butter, { wide: 0.8, tall: 0.8, pitch: 0.36 }), put((x, y, z) => { const r = length(x, y, z); const a = Math.atan2(z, x) + y * 7; return Math.max(r - 0.3, Math.abs(Math.sin(a * 2.5)) * length(x, z) * 0.5 - 0.03) * 0.6; }, (x, y, z, nx, ny, nz, o) => { [o.r, o.g, o.b] = mix(P.indigo, P.sky, noise(x * 6, y * 6, z * 6)); o.gloss = 0.5; o.wax = 0.5; }, [0, 0.42, 0], [0, 0, 0, 0.32], { step: 0.6 }), put((x, y, z) => Math.max(length(x, y, z) - 0.45, -y - 0.42), plain(P.chalk), [0, 0.42, 0], [0, 0, 0, 0.47], { glass: { absorb: [0.16, 0.08, 0.05] } })),
	'night-water-set': () => set(table(...papers.butter, { wide: 0.9, tall: 1.1 }), blown([[0.3, 0], [0.34, 0.02], [0.38, 0.3], [0.26, 0.6], [0.18, 0.7], [0.2, 0.82]], 'sea', [0, 0, 0]), blown([[0.22, 0.34], [0.235, 0.32], [0.23, 0.1], [0.22, 0]].map(([a, b]) => [a, 0.36 - b]), 'sea', [0, 0.74, 0], { wall: 0.03 })),
	'clear-jug-ribbon-handle': () => set(table(...papers.plum, { wide: 0.95, tall: 1.25, window: dapple(4) }), pour(0.36, 0.5, mix(P.rose, P.blush, 0.4), [0, 0.08, 0]), blown([[0.34, 0], [0.38, 0.02], [0.44, 0.34], [0.4, 0.76], [0.3, 1.0], [0.36, 1.2]], 'clear', [0, 0, 0], { add: handleOf(0.4, 0.42, 1.0, 0.3, 0.035), extra: 0.32, spin: -0.5 })),
};
