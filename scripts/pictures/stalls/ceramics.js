import { length } from '../length.js';
import { paint, mix } from '../paint.js';
import { blend, cylinder, ellipsoid, move, rope, torus, turn, union, cut } from '../shapes.js';
import { thrown } from '../outline.js';
import { glazed, plain, wood } from '../skins.js';
import { dapple, panes, papers, put, table } from '../stage.js';

const P = paint, red = P.terracotta, buff = mix(P.sand, P.oak, 0.4), dark = mix(P.walnut, P.black, 0.35);
const shapes = {
	moon: [[0.3, 0], [0.34, 0.03], [0.66, 0.36], [0.7, 0.66], [0.52, 1.02], [0.27, 1.16], [0.28, 1.24]],
	bowl: [[0.26, 0], [0.27, 0.06], [0.5, 0.16], [0.66, 0.36], [0.7, 0.52]],
	deep: [[0.22, 0], [0.23, 0.06], [0.42, 0.14], [0.52, 0.4], [0.53, 0.62]],
	wide: [[0.4, 0], [0.42, 0.04], [0.7, 0.1], [0.98, 0.2]],
	plate: [[0.42, 0], [0.44, 0.025], [0.7, 0.04], [0.82, 0.11]],
	mug: [[0.34, 0], [0.38, 0.03], [0.42, 0.3], [0.41, 0.6], [0.4, 0.82]],
	barrel: [[0.3, 0], [0.34, 0.03], [0.46, 0.3], [0.45, 0.58], [0.37, 0.82]],
	cup: [[0.2, 0], [0.24, 0.03], [0.3, 0.2], [0.31, 0.44]],
	yunomi: [[0.24, 0], [0.25, 0.06], [0.34, 0.14], [0.37, 0.4], [0.36, 0.72]],
	bottle: [[0.3, 0], [0.34, 0.03], [0.5, 0.4], [0.44, 0.8], [0.18, 1.14], [0.13, 1.5], [0.17, 1.68]],
	gourd: [[0.32, 0], [0.37, 0.03], [0.58, 0.36], [0.42, 0.7], [0.25, 0.86], [0.34, 1.1], [0.28, 1.34], [0.12, 1.46], [0.15, 1.54]],
	bud: [[0.16, 0], [0.2, 0.03], [0.33, 0.24], [0.22, 0.48], [0.08, 0.62], [0.09, 0.76], [0.13, 0.82]],
	budTall: [[0.14, 0], [0.17, 0.02], [0.22, 0.4], [0.15, 0.8], [0.06, 0.98], [0.07, 1.12], [0.1, 1.16]],
	budRound: [[0.14, 0], [0.18, 0.02], [0.34, 0.2], [0.26, 0.42], [0.07, 0.5], [0.08, 0.6]],
	pot: [[0.3, 0], [0.34, 0.03], [0.6, 0.26], [0.62, 0.46], [0.4, 0.72], [0.26, 0.76]],
	jar: [[0.36, 0], [0.4, 0.03], [0.54, 0.3], [0.52, 0.62], [0.4, 0.8], [0.4, 0.86]],
	cruet: [[0.26, 0], [0.3, 0.03], [0.4, 0.3], [0.32, 0.66], [0.11, 0.9], [0.1, 1.12], [0.17, 1.24]],
	tokkuri: [[0.22, 0], [0.26, 0.03], [0.4, 0.26], [0.34, 0.56], [0.13, 0.78], [0.12, 0.9], [0.2, 1.02]],
	caddy: [[0.3, 0], [0.33, 0.02], [0.36, 0.3], [0.35, 0.56], [0.27, 0.66], [0.27, 0.72]],
	pitcher: [[0.3, 0], [0.34, 0.03], [0.5, 0.34], [0.44, 0.74], [0.3, 1.0], [0.36, 1.26]],
	ochoko: [[0.13, 0], [0.14, 0.03], [0.22, 0.12], [0.24, 0.24]],
};
let count = 0;
const vessel = (shape, at, g, more = {}) => {
	const outline = shapes[shape].map(([r, y]) => [r * (more.k ?? 1), y * (more.k ?? 1)]);
	const top = outline.at(-1)[1], wide = Math.max(...outline.map((p) => p[0]));
	const body = thrown(outline, (more.wall ?? 0.045) * (more.k ?? 1));
	return put(more.add ? blend(0.05, body, more.add) : body, glazed({ top, body: red, seed: ++count, line: 0.1, ...g }), at, [0, top / 2, 0, length(wide + (more.extra ?? 0), top / 2) + 0.06], more);
};
const handle = (r, lo, hi, out, thick = 0.055) => rope(Array.from({ length: 9 }, (_, i) => { const a = (i / 8) * Math.PI; return [r + Math.sin(a) * out, (lo + hi) / 2 + (Math.cos(a) * (hi - lo)) / 2, 0]; }), thick, thick * 0.8);
const lid = (r, at, g) => put(blend(0.03, thrown([[r, 0], [r * 1.02, 0.03], [r * 0.6, 0.1], [0.02, 0.13]], 0.03, true), move(ellipsoid(0.07, 0.06, 0.07), 0, 0.17, 0)), glazed({ top: 9, body: red, line: -1, seed: ++count, ...g }), at, [0, 0.1, 0, r + 0.12]);
export const sprig = (at, lean, tall, leaf, stem = P.olive, n = 7) => {
	const pts = Array.from({ length: 9 }, (_, i) => { const t = i / 8; return [lean[0] * t * t, tall * t, lean[1] * t * t]; });
	const leaves = [];
	for (let i = 0; i < n; i++) {
		const t = 0.32 + (0.68 * i) / (n - 1), side = i % 2 ? 1 : -1, p = [lean[0] * t * t, tall * t, lean[1] * t * t];
		leaves.push(move(turn(turn(ellipsoid(0.05, 0.16 * (1.15 - t * 0.4), 0.018), 'z', side * -0.95 - lean[0] * 0.3), 'y', i * 0.7), p[0] + side * 0.11, p[1] + 0.07, p[2]));
	}
	const twig = rope(pts, 0.018, 0.01);
	return put(union(twig, ...leaves), (x, y, z, nx, ny, nz, o) => { const c = twig(x, y, z) < 0.006 ? stem : leaf; const k = 0.85 + 0.25 * Math.sin(y * 40) * 0.3; o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; o.wax = 0.4; }, at, [lean[0] / 2, tall / 2, lean[1] / 2, tall * 0.62 + 0.25], { step: 0.7 });
};
const set = (scene, ...things) => ({ ...scene, things: things.flat() });

export const ceramics = {
	'ash-white-moon-jar': () => set(table(...papers.blush, { window: panes() }), vessel('moon', [0, 0, 0], { glaze: P.chalk, line: 0.14, speckle: 0.8, gloss: 0.35 })),
	'tide-line-mug': () => set(table(...papers.sand, { wide: 0.9, tall: 0.95 }), vessel('mug', [-0.08, 0, 0], { glaze: P.sea, second: P.chalk, band: 0.46, drip: 0.13 }, { add: handle(0.4, 0.2, 0.64, 0.26), extra: 0.32, spin: [-0.5] })),
	'celadon-breakfast-bowl': () => set(table(...papers.clay, { wide: 0.95, tall: 0.8, pitch: 0.5 }), vessel('bowl', [0, 0, 0], { glaze: P.celadon, second: mix(P.celadon, P.chalk, 0.6), band: 0.42, drip: 0.08 })),
	'tenmoku-teapot': () => set(table(...papers.ochre, { wide: 1.1, tall: 1.0, window: dapple(3) }),
		vessel('pot', [0, 0, 0], { glaze: dark, second: mix(P.brick, P.walnut, 0.5), band: 0.6, drip: 0.07, gloss: 0.9, speckle: 0.2 }, { add: union(rope([[0.5, 0.3, 0], [0.72, 0.42, 0], [0.82, 0.6, 0], [0.92, 0.74, 0]], 0.13, 0.06), rope(Array.from({ length: 11 }, (_, i) => { const a = (i / 10) * Math.PI; return [Math.cos(a) * 0.4, 0.66 + Math.sin(a) * 0.52, 0]; }), 0.045)), extra: 0.45, spin: [0.35] }),
		lid(0.26, [0, 0.75, 0], { glaze: dark, gloss: 0.9, speckle: 0.2 })),
	'espresso-cups-pair': () => set(table(...papers.moss, { wide: 0.9, tall: 0.7, pitch: 0.42 }), vessel('cup', [-0.36, 0, -0.1], { glaze: P.chalk, speckle: 0.9 }), vessel('cup', [0.36, 0, 0.15], { glaze: P.rose, second: P.chalk, band: 0.33, drip: 0.06 })),
	'honey-serving-platter': () => set(table(...papers.indigo, { wide: 1.2, tall: 0.7, pitch: 0.72 }), vessel('wide', [0, 0, 0], { glaze: P.honey, drip: 0.05, line: 0.06, gloss: 0.7, second: mix(P.honey, P.brick, 0.6), band: 0.17 })),
	'indigo-bottle-vase': () => set(table(...papers.peach, { wide: 1.1, tall: 1.75, window: panes(-1.6) }), vessel('bottle', [0, 0, 0], { glaze: P.indigo, second: mix(P.indigo, P.sky, 0.55), band: 1.0, drip: 0.22, line: 0.2 }), sprig([0, 1.35, 0], [0.42, 0.1], 1.0, P.sage)),
	'three-bud-vases': () => set(table(...papers.lilac, { wide: 1.15, tall: 1.25 }), vessel('bud', [-0.62, 0, 0.05], { glaze: P.mustard, line: 0.12 }), vessel('budTall', [0, 0, -0.2], { glaze: P.chalk, speckle: 0.9, line: 0.1 }), vessel('budRound', [0.56, 0, 0.2], { glaze: P.sea, second: P.chalk, band: 0.36, drip: 0.1 })),
	'olive-oil-cruet': () => set(table(...papers.sage, { wide: 0.9, tall: 1.25 }), vessel('cruet', [0, 0, 0], { glaze: P.olive, second: P.cream, band: 0.74, drip: 0.16 }, { add: handle(0.22, 0.5, 1.02, 0.28, 0.045), extra: 0.3, spin: [-0.7] })),
	'lidded-salt-jar': () => set(table(...papers.terra, { wide: 0.95, tall: 1.0 }), vessel('jar', [0, 0, 0], { glaze: P.chalk, body: buff, line: 0.2, speckle: 1, stripes: [[0.5, 0.035, P.indigo], [0.62, 0.018, P.indigo]] }), lid(0.41, [0, 0.86, 0], { glaze: P.chalk, speckle: 1 })),
	'nesting-bowls-set-of-three': () => set(table(...papers.slate, { wide: 1.2, tall: 0.9, pitch: 0.5 }), vessel('bowl', [0, 0, 0], { glaze: P.chalk, speckle: 0.8 }, { k: 1.25 }), vessel('bowl', [0.02, 0.24, 0], { glaze: P.peach, line: 0 }, { k: 0.96 }), vessel('bowl', [-0.02, 0.44, 0.02], { glaze: P.clay, line: 0 }, { k: 0.7 })),
	'speckled-dinner-plates': () => set(table(...papers.teal, { wide: 1.1, tall: 0.7, pitch: 0.56 }), [0, 1, 2, 3].map((i) => vessel('plate', [i * 0.02 - 0.02, i * 0.085, (i % 2) * 0.03], { glaze: mix(P.chalk, P.cream, i / 4), speckle: 1.2, line: 0.02, drip: 0.02 }, { k: 1.12 }))),
	'farmhouse-milk-jug': () => set(table(...papers.sky, { wide: 1.05, tall: 1.3 }), vessel('pitcher', [-0.05, 0, 0], { glaze: P.chalk, second: P.indigo, band: 1.02, drip: 0.12, line: 0.16, speckle: 0.6 }, { add: handle(0.38, 0.4, 1.08, 0.34, 0.06), extra: 0.4, spin: [-0.55] })),
	'black-tea-bowl': () => set(table(...papers.butter, { wide: 0.85, tall: 0.8, pitch: 0.42, window: dapple(5) }), vessel('deep', [0, 0, 0], { glaze: P.black, second: mix(P.black, P.brick, 0.35), band: 0.52, drip: 0.1, body: buff, line: 0.16, gloss: 0.5, speckle: 0.3 })),
	'yunomi-pair-persimmon': () => set(table(...papers.stone, { wide: 0.95, tall: 0.85 }), vessel('yunomi', [-0.4, 0, -0.12], { glaze: mix(P.brick, P.clay, 0.4), second: P.black, band: 0.58, drip: 0.08, body: buff }), vessel('yunomi', [0.4, 0, 0.16], { glaze: mix(P.brick, P.clay, 0.6), body: buff, line: 0.16, stripes: [[0.4, 0.03, P.black]] })),
	'sake-flask-and-cups': () => set(table(...papers.plum, { wide: 1.1, tall: 1.05 }), vessel('tokkuri', [-0.25, 0, -0.1], { glaze: P.cream, body: buff, second: P.celadon, band: 0.62, drip: 0.2, line: 0.1 }), vessel('ochoko', [0.42, 0, 0.3], { glaze: P.cream, body: buff, line: 0.05 }), vessel('ochoko', [0.76, 0, -0.05], { glaze: P.celadon, body: buff, line: 0.05 })),
	'brushed-hakeme-plate': () => set(table(...papers.night, { wide: 1.05, tall: 0.7, pitch: 0.8 }), { ...vessel('plate', [0, 0, 0], { glaze: P.stone, line: 0.02 }, { k: 1.2 }), skin: (x, y, z, nx, ny, nz, o) => { const r = length(x, z), a = Math.atan2(z, x), t = 0.5 + 0.5 * Math.sin(r * 64 + Math.sin(a * 3) * 1.4 + Math.sin(r * 23 + a) * 2); const w = r < 0.86 && ny > 0 ? Math.min(1, 0.3 + t * 0.7) : 0; const c = mix(mix(P.stone, P.walnut, 0.45), P.chalk, w); o.r = c[0]; o.g = c[1]; o.b = c[2]; o.gloss = 0.3; o.shine = 0.2; } }),
	'double-gourd-vase': () => set(table(...papers.peach, { wide: 1.05, tall: 1.55, window: dapple(9) }), vessel('gourd', [0, 0, 0], { glaze: mix(P.moss, P.celadon, 0.25), second: mix(P.olive, P.cream, 0.5), band: 0.95, drip: 0.24, body: dark, line: 0.16, gloss: 0.8 })),
	'iron-glaze-tea-caddy': () => set(table(...papers.sand, { wide: 0.8, tall: 0.9 }), vessel('caddy', [0, 0, 0], { glaze: mix(P.walnut, P.brick, 0.3), second: P.black, band: 0.42, drip: 0.2, gloss: 0.8, body: buff }), put(cylinder(0.28, 0.06, 0.03), wood(P.maple, P.oak, { along: 'x', rings: 6 }), [0, 0.78, 0], [0, 0, 0, 0.4]), put(ellipsoid(0.055, 0.05, 0.055), wood(P.maple, P.oak), [0, 0.87, 0], [0, 0, 0, 0.1])),
	'incense-dish-crescent': () => set(table(...papers.clay, { wide: 0.95, tall: 0.6, pitch: 0.55 }), put(cut(thrown([[0.3, 0], [0.5, 0.04], [0.66, 0.2]], 0.05), move(cylinder(0.5, 1), 0.62, 0, -0.1), 0.04), glazed({ glaze: P.celadon, body: buff, seed: 77, line: 0.03, top: 0.2 }), [0, 0, 0], [0, 0.1, 0, 0.8]), put(union(rope([[-0.2, 0.08, 0.1], [0.5, 0.62, -0.2]], 0.014), move(torus(0.05, 0.022), -0.2, 0.07, 0.1)), plain(dark), [0, 0, 0], [0.1, 0.3, 0, 0.65])),
};
