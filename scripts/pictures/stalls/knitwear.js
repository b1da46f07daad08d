import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { baked, curve, extrude } from '../outline.js';
import { cloth, knit, plain, ribbed } from '../skins.js';
import { noise } from '../noise.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';
import { folded } from './cloth.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const mod = (a, n) => ((a % n) + n) % n;
const one = (c) => () => c;
/** Bands of pattern by row: each band is rows of text, one character a stitch, repeated round. */
const chartOf = (rows, colours) => (i, j) => { const row = rows[rows.length - 1 - mod(j, rows.length)]; return colours[row[mod(i, row.length)]]; };
const star = ['........', '...a....', '.a.a.a..', '..aaa...', 'aaabaaa.', '..aaa...', '.a.a.a..', '...a....', '........', 'cccccccc', 'c.c.c.c.', 'cccccccc'];
const peerie = ['....', 'a.a.', '.a.a', '....', '....', '.b..', 'bbb.', '.b..', '....', '....', 'cc..', '..cc', '....'];
const stripes = (list) => { const all = list.flatMap(([c, n]) => Array(n).fill(c)); return (i, j) => all[mod(j, all.length)]; };

/** A dome with a ribbed turn-up, standing as if on a head. */
function hat(chart, rib, at, { r = 0.56, tall = 0.72, pom = null, gauge = 12 } = {}) {
	const main = knit(chart, { gauge, rows: gauge * 1.2 }), edge = ribbed(rib, { gauge: 6 });
	const k = cloth(main, (x, y, z) => [Math.atan2(z, x) * r, y], 0.022), e = cloth(edge, (x, y, z) => [Math.atan2(z, x) * r, y], 0.02);
	const dome = (x, y, z) => { const q = length(x, z) / r, h = Math.max(0, y) / tall; return (Math.sqrt(q * q + h ** 2.6) - 1) * r * 0.62; };
	const sdf = (x, y, z) => Math.max(dome(x, y, z), -y);
	const band = (x, y, z) => Math.max(length(length(x, z) - r, Math.max(0, Math.abs(y - 0.14) - 0.1)) - 0.055, -y);
	const parts = [put(sdf, k.skin, at, [0, tall / 2, 0, 0.85], { bump: k.bump, step: 0.7 }), put(band, e.skin, at, [0, 0.14, 0, r + 0.2], { bump: e.bump, step: 0.8 })];
	if (pom) parts.push(put((x, y, z) => length(x, y, z) - 0.19 - noise(x * 26, y * 26, z * 26) * 0.05, plain(pom, { grain: 0.3, wax: 0.3 }), [at[0], at[1] + tall + 0.13, at[2]], [0, 0, 0, 0.27], { step: 0.6 }));
	return parts;
}
/** Something knitted flat and laid down: an outline in x (across) and z (towards us), cuff rows below `cuff`. */
function laid(points, chart, rib, at, { spin = 0, thick = 0.12, cuff = 0.3, gauge = 13, mirror = false, top = 9, toe = null } = {}) {
	const look = baked(curve(points.map(([x, y]) => [mirror ? -x : x, y]), true, 6));
	const f = extrude(look, thick, thick * 0.85), main = knit(chart, { gauge, rows: gauge * 1.2 }), edge = ribbed(rib, { gauge: 6 });
	const fabric = (y) => (y < cuff || y > top ? edge : main);
	const bump = (x, y, z) => { const q = -z; return fabric(q).height(x, q) * 0.015; };
	const k = cloth(main, (x, y, z) => [x, -z]), e = cloth(edge, (x, y, z) => [x, -z]);
	const skin = (x, y, z, nx, ny, nz, o) => { (-z < cuff || -z > top ? e : k).skin(x, y, z, nx, ny, nz, o); if (toe && toe(x, -z)) { o.r *= 0.9; } };
	const b = look.bounds, cx = (b[0] + b[2]) / 2, cy = (b[1] + b[3]) / 2;
	return put((x, y, z) => f(x, -z, y), skin, [at[0], at[1] + thick, at[2]], [cx, 0, -cy, length(b[2] - b[0], b[3] - b[1]) / 2 + 0.1], { bump, spin: [spin], step: 0.75 });
}
const mitten = [[-0.3, 0], [0.3, 0], [0.32, 0.3], [0.4, 0.42], [0.6, 0.66], [0.72, 0.9], [0.6, 0.98], [0.44, 0.84], [0.36, 0.78], [0.36, 1.1], [0.2, 1.42], [0, 1.5], [-0.2, 1.42], [-0.36, 1.1], [-0.35, 0.5]];
const sock = [[-0.26, 0.0], [0.26, 0.0], [0.27, 0.5], [0.28, 0.9], [0.4, 1.12], [0.78, 1.22], [1.02, 1.38], [1.0, 1.58], [0.7, 1.66], [0.2, 1.62], [-0.18, 1.5], [-0.28, 1.2], [-0.26, 0.6]];
const jumper = (chart, rib, at, opts = {}) => [folded(knit(chart, { gauge: 13, rows: 16 }), at, { layers: 3, thick: 0.12, w: 0.88, d: 0.72, depth: 0.015, spin: 0.22, ...opts }), collar(rib, [at[0] - 0.03, at[1] + 0.67, at[2] - 0.3])];
function collar(c, at) {
	const k = cloth(ribbed(c, { gauge: 6 }), (x, y, z) => [Math.atan2(z, x) * 0.4, y], 0.02);
	return put((x, y, z) => { const q = length(x / 1.25, z) - 0.3; return (length(q, Math.max(0, Math.abs(y) - 0.05)) - 0.055) * 0.8; }, k.skin, at, [0, 0, 0, 0.55], { bump: k.bump, spin: [0.22, 0.12], step: 0.8 });
}
function cowl(chart, at) {
	const k = cloth(knit(chart, { gauge: 7, rows: 9 }), (x, y, z) => [Math.atan2(z, x) * 0.75, Math.atan2(y * 0.8, length(x, z) - 0.6) * 0.3], 0.028);
	return put((x, y, z) => (length((length(x, z) - 0.6 - 0.05 * Math.sin(Math.atan2(z, x) * 3)) / 0.85, y / 1.5) - 0.26) * 0.7, k.skin, at, [0, 0, 0, 1.0], { bump: k.bump, step: 0.7 });
}
function ball(c, c2, at, r = 0.34) {
	const strand = (x, y, z) => { const s = Math.floor(noise(x * 1.3 / r * 0.5 + 3, y * 1.3 / r * 0.5, z * 1.3 / r * 0.5) * 6); const a = s * 1.1; return Math.sin((x * Math.cos(a) + y * Math.sin(a * 1.7) + z * Math.sin(a)) * 70 * (0.34 / r)); };
	return put((x, y, z) => length(x, y, z) - r, (x, y, z, nx, ny, nz, o) => { const w = strand(x, y, z), t = noise(x * 5, y * 5, z * 5), q = mix(c, c2, t); const k = 0.72 + 0.3 * (0.5 + 0.5 * w); o.r = q[0] * k; o.g = q[1] * k; o.b = q[2] * k; o.wax = 0.3; }, [at[0], at[1] + r, at[2]], [0, 0, 0, r + 0.05], { bump: (x, y, z) => strand(x, y, z) * 0.007 });
}
const cosy = (at) => [hat(stripes([[P.clay, 5], [P.cream, 3], [P.clay, 5], [P.mustard, 2], [P.moss, 6], [P.cream, 3]]), P.clay, at, { r: 0.66, tall: 0.82, pom: P.mustard })];

export const knitwear = {
	'voe-fair-isle-jumper': () => set(table(...papers.sky, { wide: 1.25, tall: 1.0, pitch: 0.46 }), jumper(chartOf(star, { '.': P.indigo, a: P.wool, b: P.clay, c: P.mustard }), P.indigo, [0, 0, 0])),
	'fishermans-rib-beanie': () => set(table(...papers.terra, { wide: 0.85, tall: 0.95, pitch: 0.26 }), ribHat(P.teal, [0, 0, 0])),
	'peerie-bobble-hat': () => set(table(...papers.sage, { wide: 0.85, tall: 1.15, pitch: 0.26, window: dapple(4) }), hat(chartOf(peerie, { '.': P.wool, a: P.clay, b: P.indigo, c: P.moss }), P.clay, [0, 0, 0], { pom: P.wool })),
	'star-mittens': () => set(flat(papers.clay[0], { half: 1.5 }), laid(mitten, chartOf(star, { '.': P.wool, a: P.charcoal, b: P.clay, c: P.charcoal }), P.charcoal, [-0.5, 0, 0.78], { spin: 0.16, mirror: true }), laid(mitten, chartOf(star, { '.': P.wool, a: P.charcoal, b: P.clay, c: P.charcoal }), P.charcoal, [0.42, 0, 0.72], { spin: -0.22 })),
	'croft-house-socks': () => set(flat(papers.butter[0], { half: 1.5 }), laid(sock, stripes([[P.moss, 8], [P.cream, 2], [P.moss, 2], [P.cream, 2]]), P.cream, [-0.85, 0, 0.75], { spin: -0.05 }), laid(sock, stripes([[P.moss, 8], [P.cream, 2], [P.moss, 2], [P.cream, 2]]), P.cream, [-0.02, 0, 0.9], { spin: -0.3 })),
	'moorit-cowl': () => set(table(...papers.plum, { wide: 1.1, tall: 0.8, pitch: 0.5 }), cowl(one(mix(P.walnut, P.oak, 0.5)), [0, 0.38, 0])),
	'lambswool-baby-blanket': () => set(table(...papers.peach, { wide: 1.25, tall: 0.85 }), folded(knit(stripes([[P.wool, 10], [P.sky, 4], [P.wool, 10], [P.butter, 4]]), { gauge: 8, rows: 10 }), [0, 0, 0], { layers: 4, thick: 0.09, depth: 0.018, spin: -0.24 })),
	'hand-dyed-yarn-trio': () => set(table(...papers.stone, { wide: 1.05, tall: 0.85 }), ball(P.clay, P.rose, [-0.46, 0, 0.1], 0.38), ball(P.teal, P.mint, [0.4, 0, -0.08], 0.42), ball(P.mustard, P.honey, [0.14, 0, 0.52], 0.28)),
	'striped-tea-cosy': () => set(table(...papers.teal, { wide: 0.95, tall: 1.2, pitch: 0.26 }), cosy([0, 0, 0])),
	'shetland-lace-scarf': () => set(table(...papers.lilac, { wide: 1.25, tall: 0.7, pitch: 0.5 }), folded(lace(P.chalk), [0, 0, 0], { layers: 3, thick: 0.06, d: 0.5, spin: 0.35, depth: 0.03 })),
	'hot-water-bottle-cover': () => set(flat(papers.ochre[0], { half: 1.25 }), laid([[-0.5, 0], [0.5, 0], [0.56, 0.5], [0.52, 1.1], [0.24, 1.28], [0.2, 1.5], [0.24, 1.72], [-0.24, 1.72], [-0.2, 1.5], [-0.24, 1.28], [-0.52, 1.1], [-0.56, 0.5]], chartOf(peerie, { '.': P.slate, a: P.wool, b: P.wool, c: P.clay }), P.wool, [0.02, 0, 0.85], { spin: 0.14, thick: 0.15, cuff: -1, top: 1.26 })),
	'wrist-warmers-rosehip': () => set(flat(papers.slate[0], { half: 1.1 }), [-0.44, 0.4].map((x, i) => laid([[-0.27, 0], [0.27, 0], [0.28, 0.5], [0.3, 1.1], [-0.3, 1.1], [-0.28, 0.5]], chartOf(star, { '.': P.rose, a: P.cream, b: P.wine, c: P.wine }), P.wine, [x, 0, 0.6], { spin: i ? -0.2 : 0.12, cuff: 0.24, top: 0.98 }))),
	'oatmeal-cable-jumper': () => set(table(...papers.moss, { wide: 1.25, tall: 1.0, pitch: 0.46, window: panes(-1.2) }), jumper(one(P.wool), P.wool, [0, 0, 0], { spin: -0.2 })),
};
function lace(c) {
	const base = knit(one(c), { gauge: 10, rows: 12 });
	const hole = (u, v) => { const a = Math.abs(((u * 2.5) % 1 + 1) % 1 - 0.5), b = Math.abs(((v * 2.5 + (Math.floor(u * 2.5) % 2) * 0.5) % 1 + 1) % 1 - 0.5); return Math.abs(a + b - 0.42) < 0.09 && Math.sin((u + v) * 60) > -0.3; };
	return { height: (u, v) => (hole(u, v) ? -0.4 : base.height(u, v)), colour: (u, v) => { const q = base.colour(u, v); return hole(u, v) ? q.map((n) => n * 0.5) : q; } };
}
function ribHat(c, at) {
	const f = ribbed(c, { gauge: 5, rows: 11 }), k = cloth(f, (x, y, z) => [Math.atan2(z, x) * 0.56 * 1.137, y], 0.024);
	const dome = (x, y, z) => { const q = length(x, z) / 0.56, h = Math.max(0, y) / 0.8; return Math.max((Math.sqrt(q * q + h ** 2.8) - 1) * 0.34, -y); };
	const band = (x, y, z) => Math.max(length(length(x, z) - 0.56, Math.max(0, Math.abs(y - 0.17) - 0.12)) - 0.06, -y);
	return [put(dome, k.skin, at, [0, 0.4, 0, 0.85], { bump: k.bump, step: 0.65 }), put(band, k.skin, at, [0, 0.17, 0, 0.75], { bump: k.bump, step: 0.75 })];
}
