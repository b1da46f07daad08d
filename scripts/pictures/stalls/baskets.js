import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { cylinder, rope, torus, union } from '../shapes.js';
import { thrown } from '../outline.js';
import { leather, plain } from '../skins.js';
import { cell, noise } from '../noise.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const natural = [P.honey, P.straw, mix(P.honey, P.walnut, 0.25)];
/**
 * Weavers go over one stake and under the next, and the row above does the opposite.
 * `paintRow(row, stake)` may colour a band.
 */
const wicker = (r0, { stakes = 26, row = 0.07, tones = natural, paintRow = null, deep = 0.022 } = {}) => {
	const at = (x, y, z) => { const a = Math.atan2(z, x) / 6.2832 + 0.5, u = a * stakes, v = y / row, j = Math.floor(v); const s = Math.cos((u + (j & 1)) * Math.PI); const fv = v - j - 0.5; return { u, j, s, h: Math.sqrt(Math.max(0, 1 - (fv / 0.54) ** 2)) * (0.55 + 0.45 * s) }; };
	return {
		bump: (x, y, z) => at(x, y, z).h * deep,
		skin: (x, y, z, nx, ny, nz, o) => {
			const w = at(x, y, z), i = Math.floor(w.u);
			let c = tones[Math.floor(cell(w.j, 7) * tones.length)];
			if (paintRow) c = paintRow(w.j, i) ?? c;
			const k = (0.45 + 0.6 * w.h) * (0.86 + 0.26 * noise(w.u * 5, w.j * 9, 1)) * (w.s < -0.75 ? 0.75 : 1);
			o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; o.shine = 0.12; o.gloss = 0.05;
		},
	};
};
/** Coiled: a rope of grass wound upward and bound; bands by height. */
const coiled = ({ coil = 0.085, tones = natural, chart = null, deep = 0.03, spiral = 0 } = {}) => {
	const at = (x, y, z, top) => { const r = length(x, z), a = Math.atan2(z, x), v = (top ? r : y) / coil, j = Math.floor(v), f = v - j - 0.5; return { a, j, r, h: Math.sqrt(Math.max(0, 1 - (f / 0.52) ** 2)) }; };
	const isTop = (x, y, z, ny) => Math.abs(ny) > 0.8 && length(x, z) > 0;
	return {
		bump: (x, y, z) => { const w = at(x, y, z, false); return w.h * deep + 0.006 * Math.sin(w.a * 90 + y * 30); },
		skin: (x, y, z, nx, ny, nz, o) => {
			const w = at(x, y, z, isTop(x, y, z, ny));
			let c = tones[Math.floor(cell(w.j, 3) * tones.length)];
			if (chart) c = chart(w.a + spiral * w.j, w.j, w.r) ?? c;
			const k = (0.5 + 0.5 * w.h) * (0.8 + 0.28 * (0.5 + 0.5 * Math.sin(w.a * 90 + y * 30)));
			o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; o.shine = 0.06;
		},
	};
};
const basket = (outline, m, at, { wall = 0.05, spin = 0, step = 0.7, squash = 1 } = {}) => {
	const top = outline.at(-1)[1], r = Math.max(...outline.map((p) => p[0])), f = thrown(outline, wall);
	return put(squash === 1 ? f : (x, y, z) => f(x, y, z / squash) * Math.min(1, squash), m.skin, at, [0, top / 2, 0, length(r, top / 2) + 0.08], { bump: m.bump, spin: [spin], step });
};
/** A braided rim. */
const rim = (r, at, c, t = 0.06, squash = 1) => put((x, y, z) => { const a = Math.atan2(z / squash, x), q = length(x, z / squash) - r; const n = 18, s = Math.sin(a * n), k = Math.cos(a * n); return (Math.min(length(q - s * t * 0.45, y - k * t * 0.3), length(q + s * t * 0.45, y + k * t * 0.3)) - t * 0.72) * 0.6 * Math.min(1, squash); }, plain(c, { grain: 0.2, shine: 0.1 }), at, [0, 0, 0, r + t * 2], { step: 0.6 });
const arch = (r, at, tall, c, t = 0.05, spin = 0) => put(rope(Array.from({ length: 17 }, (_, i) => { const a = (i / 16) * Math.PI; return [Math.cos(a) * r, Math.sin(a) * tall, 0]; }), t), (x, y, z, nx, ny, nz, o) => { const a = Math.atan2(y, x), k = 0.72 + 0.36 * Math.abs(Math.sin(a * 22)); o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; }, at, [0, tall / 2, 0, length(r, tall / 2) + t * 2], { spin: [spin], bump: (x, y) => 0.012 * Math.abs(Math.sin(Math.atan2(y, x) * 22)) });
const dark = [P.walnut, mix(P.walnut, P.cognac, 0.5)], pale = [P.cream, P.butter, P.straw];
const bolga = (colours) => (a, j) => { const s = Math.floor(((a / 6.2832 + 0.5) * 16 + j * 0.5)); return (j % 6 < 3 ? (s & 1 ? colours[0] : colours[1]) : j % 6 === 3 ? colours[2] : null); };
const bread = (at, spin) => put((x, y, z) => (length(x / 0.5, y / 0.17, z / 0.2) - 1) * 0.15, (x, y, z, nx, ny, nz, o) => { const t = Math.abs(((x + z * 0.7) * 5) % 1) < 0.18 && y > 0.04 ? 1 : 0; const c = mix(mix(P.cherry, P.honey, noise(x * 6, y * 6, z * 6)), P.cream, t * 0.7); [o.r, o.g, o.b] = c; o.shine = 0.1; }, at, [0, 0, 0, 0.55], { spin: [spin], step: 0.6 });
const apple = (at, c) => put((x, y, z) => length(length(x, z) - 0.06, y * 1.08) - 0.13, (x, y, z, nx, ny, nz, o) => { const q = mix(c, P.mustard, noise(x * 8, y * 3, z * 8) * 0.6); [o.r, o.g, o.b] = q; o.gloss = 0.4; o.shine = 0.4; }, at, [0, 0, 0, 0.22]);
const round = [[0.5, 0], [0.56, 0.03], [0.66, 0.3], [0.68, 0.62]], shallow = [[0.62, 0], [0.66, 0.02], [0.78, 0.16], [0.84, 0.3]], tall = [[0.42, 0], [0.46, 0.03], [0.56, 0.5], [0.6, 1.2]];

export const basketry = {
	'willow-shopper-arched': () => set(table(...papers.sky, { wide: 1.0, tall: 1.4 }), basket(round, wicker(0.66), [0, 0, 0], { squash: 0.72 }), rim(0.68, [0, 0.64, 0], P.oak, 0.06, 0.72), arch(0.66, [0, 0.6, 0], 0.75, P.honey)),
	'log-basket-buff-willow': () => set(table(...papers.moss, { wide: 1.05, tall: 1.1 }), basket([[0.6, 0], [0.66, 0.03], [0.74, 0.4], [0.76, 0.85]], wicker(0.74, { tones: dark, row: 0.085 }), [0, 0, 0]), rim(0.76, [0, 0.87, 0], P.walnut, 0.065), [[-0.2, 0.1, 0.4, 0.14], [0.15, -0.15, -0.3, 0.17], [0.05, 0.25, 1.2, 0.12]].map(([x, z, s, r], i) => put(cylinder(r, 0.5, 0.01), (a, b, c, nx, ny, nz, o) => { const q = length(a, c); const col = Math.abs(ny) > 0.7 ? mix(P.maple, P.oak, 0.5 + 0.5 * Math.sin(q * 90)) : mix(P.walnut, P.cream, noise(a * 10, b * 3, c * 10) * 0.7); [o.r, o.g, o.b] = col; }, [x, 0.72 + i * 0.03, z], [0, 0, 0, 0.55], { spin: [s, 0.28, 0.2 - i * 0.25] }))),
	'bread-basket-oval': () => set(table(...papers.terra, { wide: 1.05, tall: 0.75, pitch: 0.46 }), basket(shallow, wicker(0.7, { tones: pale, row: 0.055, stakes: 32 }), [0, 0, 0], { squash: 0.66 }), rim(0.84, [0, 0.3, 0], P.straw, 0.045, 0.66), bread([-0.1, 0.3, -0.05], 0.2), bread([0.2, 0.33, 0.1], -0.5)),
	'orchard-gathering-basket': () => set(table(...papers.butter, { wide: 1.05, tall: 1.3, window: dapple(6) }), basket(shallow, wicker(0.7), [0, 0, 0]), rim(0.84, [0, 0.3, 0], P.oak, 0.055), arch(0.82, [0, 0.28, 0], 0.85, P.oak), [[-0.3, 0.1], [0.02, -0.22], [0.3, 0.12], [-0.02, 0.2], [-0.28, -0.25], [0.3, -0.2]].map(([x, z], i) => apple([x, 0.27 + (i === 3 ? 0.14 : 0), z], [P.clay, P.olive, P.brick][i % 3]))),
	'laundry-hamper-lidded': () => set(table(...papers.lilac, { wide: 1.0, tall: 1.5 }), basket(tall, wicker(0.56, { row: 0.075, paintRow: (j) => (j === 8 || j === 9 ? P.chalk : null) }), [0, 0, 0]), put(cylinder(0.63, 0.05, 0.04), wicker(0.6, { row: 0.06 }).skin, [0, 1.25, 0], [0, 0, 0, 0.7]), rim(0.6, [0, 1.2, 0], P.oak, 0.05), put(torus(0.09, 0.03), leather(P.cognac), [0, 1.36, 0], [0, 0, 0, 0.14], { spin: [0.3, 1.4] })),
	'wall-basket-for-herbs': () => set(table(...papers.sage, { wide: 0.85, tall: 1.3 }), basket([[0.1, 0], [0.2, 0.05], [0.42, 0.5], [0.5, 0.85]], wicker(0.4, { row: 0.06, stakes: 22 }), [0, 0, 0]), rim(0.5, [0, 0.86, 0], P.honey, 0.045), Array.from({ length: 9 }, (_, i) => put(union(rope([[0, 0, 0], [Math.sin(i * 2.4) * 0.16, 0.35, Math.cos(i * 2.4) * 0.16], [Math.sin(i * 2.4) * 0.34, 0.62 + (i % 3) * 0.08, Math.cos(i * 2.4) * 0.3]], 0.018), (x, y, z) => (length((x - Math.sin(i * 2.4) * 0.34) / 0.09, (y - 0.62 - (i % 3) * 0.08) / 0.14, (z - Math.cos(i * 2.4) * 0.3) / 0.06) - 1) * 0.06), plain(i % 4 === 0 ? P.lilac : i % 2 ? P.moss : P.olive, { wax: 0.4, grain: 0.2 }), [0, 0.72, 0], [Math.sin(i * 2.4) * 0.17, 0.4, Math.cos(i * 2.4) * 0.15, 0.55], { step: 0.7 }))),
	'bolga-market-basket': () => set(table(...papers.teal, { wide: 1.05, tall: 1.45 }), basket([[0.4, 0], [0.5, 0.03], [0.72, 0.4], [0.7, 0.78]], coiled({ coil: 0.06, chart: bolga([P.clay, P.mustard, P.indigo]) }), [0, 0, 0]), rim(0.7, [0, 0.79, 0], P.straw, 0.05), arch(0.66, [0, 0.74, 0], 0.68, P.cognac, 0.055)),
	'round-fruit-bowl-sisal': () => set(table(...papers.peach, { wide: 1.05, tall: 0.65, pitch: 0.56 }), basket([[0.3, 0], [0.36, 0.02], [0.7, 0.2], [0.88, 0.42]], coiled({ coil: 0.055, chart: (a, j) => (((Math.floor((a / 6.2832 + 0.5) * 12 + j * 0.34) % 3) + 3) % 3 === 0 ? P.plum : ((Math.floor((a / 6.2832 + 0.5) * 12 + j * 0.34) % 3) + 3) % 3 === 1 ? P.cream : P.rose) }), [0, 0, 0])),
	'elephant-grass-planter': () => set(table(...papers.clay, { wide: 0.95, tall: 1.3, window: panes() }), basket([[0.4, 0], [0.45, 0.03], [0.52, 0.35], [0.5, 0.66]], coiled({ coil: 0.075, chart: (a, j) => (j > 2 && j < 6 ? P.charcoal : null) }), [0, 0, 0]), Array.from({ length: 11 }, (_, i) => { const a = i * 0.58 + 0.2, l = 0.55 + (i % 3) * 0.12; return put((x, y, z) => { const t = Math.max(0, Math.min(1, y / (l * 1.15))), cx = Math.cos(a) * t * t * l * 0.75, cz = Math.sin(a) * t * t * l * 0.75, w = 0.085 * Math.sin(Math.min(1, t * 1.02) * Math.PI) ** 0.7 + 0.012; const u = (x - cx) * -Math.sin(a) + (z - cz) * Math.cos(a), v = (x - cx) * Math.cos(a) + (z - cz) * Math.sin(a); return Math.max(length(Math.max(0, Math.abs(u) - w), v - Math.abs(u) * 0.3) - 0.012, -y, y - l * 1.15) * 0.5; }, plain([P.moss, P.pine, mix(P.moss, P.sage, 0.4)][i % 3], { wax: 0.35, shine: 0.25 }), [0, 0.52, 0], [Math.cos(a) * l * 0.3, l * 0.55, Math.sin(a) * l * 0.3, l * 0.85], { step: 0.7 }); })),
	'storage-baskets-nest-of-three': () => set(table(...papers.stone, { wide: 1.25, tall: 0.95 }), [[-0.62, -0.2, 0.5, 0.72, P.indigo], [0.36, -0.1, 0.4, 0.5, P.clay], [-0.02, 0.56, 0.28, 0.32, P.mustard]].map(([x, z, r, h, c]) => basket([[r * 0.9, 0], [r, 0.03], [r, h * 0.5], [r * 0.98, h]], coiled({ coil: 0.07, tones: pale, chart: (a, j) => (j * 0.07 > h - 0.22 ? c : null) }), [x, 0, z]))),
	'woven-table-mats-four': () => set(flat(papers.indigo[0], { half: 1.35, tilt: 0.26 }), [[-0.42, -0.5], [0.46, -0.36], [-0.36, 0.42], [0.5, 0.56]].map(([x, z], i) => { const m = coiled({ coil: 0.05, tones: pale, chart: (a, j) => (j === 7 + (i % 2) || j === 9 ? [P.clay, P.moss, P.mustard, P.plum][i] : null) }); return put(cylinder(0.5, 0.03, 0.025), m.skin, [x, 0.03 + i * 0.012, z], [0, 0, 0, 0.55], { bump: (x2, y, z2) => 0.014 * Math.abs(Math.cos((length(x2, z2) / 0.05) * Math.PI)), spin: [0, 0.02 * i] }); })),
	'straw-sun-hat-fine': () => set(table(...papers.plum, { wide: 1.15, tall: 0.75, pitch: 0.42 }), (() => { const m = coiled({ coil: 0.04, tones: pale, deep: 0.012 }); const sdf = (x, y, z) => { const r = length(x, z); const dome = Math.abs((length(r / 0.46, Math.max(0, y) / 0.5) - 1) * 0.42) - 0.02; const crown = Math.max(dome, -y + 0.02); const wave = 0.06 + 0.04 * Math.sin(Math.atan2(z, x) * 3 + 1) * smoothR(r); const brim = Math.max(Math.abs(y - wave * 0.8) - 0.02, r - 1.0, 0.42 - r); return Math.min(crown, brim) * 0.7; }; return [put(sdf, m.skin, [0, 0, 0], [0, 0.2, 0, 1.08], { bump: m.bump, step: 0.6 }), put((x, y, z) => Math.max(Math.abs(length(x, z) - 0.462) - 0.022, Math.abs(y - 0.14) - 0.06), plain(P.clay, { grain: 0.1 }), [0, 0, 0], [0, 0.14, 0, 0.52])]; })()),
};
function smoothR(r) { const t = Math.max(0, Math.min(1, (r - 0.45) / 0.55)); return t * t; }
