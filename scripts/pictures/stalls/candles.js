import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { blend, box, cylinder, ellipsoid, move, rope, union, cut } from '../shapes.js';
import { lathe, thrown } from '../outline.js';
import { glazed, leather, metal, plain, waxen, wood } from '../skins.js';
import { image, svg } from '../image.js';
import { panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const wick = (at, burnt = true) => put(rope([[0, -0.04, 0], [0.004, 0.05, 0], [0.022, 0.1, 0.004]], 0.012, 0.009), plain(burnt ? P.black : P.wool), at, [0, 0.03, 0, 0.12]);
const flame = (at, k = 1) => put((x, y, z) => (length(x / (0.06 * k), (y - 0.1 * k) / (0.15 * k), z / (0.06 * k)) - 1 + Math.max(0, y / k - 0.1) * 1.4) * 0.05 * k, (x, y, z, nx, ny, nz, o) => { const t = Math.min(1, Math.max(0, y / (0.26 * k))); const c = mix([1, 0.93, 0.62], [1, 0.55, 0.16], t * t); [o.r, o.g, o.b] = c; o.glow = 1.5; }, [at[0] + 0.01, at[1] + 0.03, at[2]], [0, 0.1 * k, 0, 0.25 * k], { glass: null, step: 0.7 });
/** A pillar of wax with a worn, dished top. */
const pillar = (c, at, { r = 0.3, h = 0.9, lit = false, seed = 1, rib = 0, spiral = 0, k = {} } = {}) => {
	const base = cylinder(r, h / 2, 0.035), dish = ellipsoid(r * 0.8, 0.07, r * 0.8);
	const sdf = (x, y, z) => {
		let d = base(x, y, z);
		if (rib || spiral) { const a = Math.atan2(z, x) + y * spiral; d += 0.02 * Math.cos(a * (rib || 7)) * Math.min(1, length(x, z) / r); }
		const e = -(dish(x, y - h / 2 - 0.015, z));
		return Math.max(d, e);
	};
	const top = [at[0], at[1] + h - 0.02, at[2]];
	return [put(sdf, waxen(c, { seed, ...k }), [at[0], at[1] + h / 2, at[2]], [0, 0, 0, length(r, h / 2) + 0.06], { step: rib || spiral ? 0.7 : 0.9 }), wick(top, lit || seed % 2 === 0), lit ? flame([top[0] + 0.01, top[1] + 0.06, top[2]]) : []];
};
const taper = (c, at, { h = 1.5, r = 0.085, twist = 0, lit = false, seed = 1 } = {}) => {
	const sdf = (x, y, z) => {
		const rr = r * (1 - 0.28 * (y / h)) * (y > h - 0.08 ? Math.sqrt(Math.max(0.02, (h - y) / 0.08)) : 1);
		const a = Math.atan2(z, x);
		const w = twist ? 0.018 * Math.cos(a * 4 + y * twist) : 0;
		return Math.max((length(x, z) - rr - w) * (twist ? 0.7 : 0.95), Math.max(-y, y - h));
	};
	return [put(sdf, waxen(c, { seed }), at, [0, h / 2, 0, h / 2 + 0.15], { step: 0.8 }), wick([at[0], at[1] + h - 0.02, at[2]], lit), lit ? flame([at[0], at[1] + h + 0.05, at[2]]) : []];
};
const holder = (at, skin, k = 1) => put(thrown([[0.24 * k, 0], [0.25 * k, 0.03], [0.1 * k, 0.07], [0.07 * k, 0.2], [0.14 * k, 0.26], [0.13 * k, 0.32]], 0.03, true), skin, at, [0, 0.16, 0, 0.34 * k]);
const label = async (title, sub, ink, ground, mark) => image(svg(400, 300, `<rect x="10" y="10" width="380" height="280" fill="none" stroke="${ink}" stroke-width="4"/>${mark}<text x="200" y="196" font-family="DejaVu Serif" font-size="46" text-anchor="middle" fill="${ink}">${title}</text><text x="200" y="246" font-family="DejaVu Serif" font-style="italic" font-size="25" text-anchor="middle" fill="${ink}">${sub}</text>`, ground), 400);
/** A straight-sided jar or tin with a paper label wrapped round the front. */
const jar = (img, wall, at, { r = 0.42, h = 0.86, wax = P.cream, spin = 0, lit = false } = {}) => {
	const body = cut(cylinder(r, h / 2, 0.04), move(cylinder(r - 0.04, h / 2), 0, 0.12, 0), 0.02);
	const skin = (x, y, z, nx, ny, nz, o) => {
		wall(x, y, z, nx, ny, nz, o);
		const a = Math.atan2(x, z), out = length(x, z) > r - 0.03;
		if (out && Math.abs(a) < 0.72 && Math.abs(y) < h * 0.3) { const c = img.at(a / 1.44 + 0.5, 0.5 - y / (h * 0.6)); o.r = c[0]; o.g = c[1]; o.b = c[2]; o.metal = 0; o.gloss = 0.02; o.shine = 0.02; o.wax = 0.1; }
	};
	const top = at[1] + h - 0.14;
	return [put(body, skin, [at[0], at[1] + h / 2, at[2]], [0, 0, 0, length(r, h / 2) + 0.05], { spin: [spin] }), put(cylinder(r - 0.035, 0.03, 0.01), waxen(wax), [at[0], top - 0.02, at[2]], [0, 0, 0, r]), wick([at[0], top + 0.02, at[2]]), lit ? flame([at[0], top + 0.09, at[2]]) : []];
};
const honeycomb = (c, at, { r = 0.24, h = 0.95, seed = 1 } = {}) => {
	const comb = (x, y, z) => { const u = Math.atan2(z, x) * r * 13, v = y * 13; const row = Math.floor(v / 0.866), du = u - Math.floor(u - (row & 1) * 0.5) - (row & 1) * 0.5 - 0.5, dv = v - row * 0.866 - 0.433; return -Math.max(0, 1 - length(du, dv) / 0.45) * 0.016; };
	const base = cylinder(r, h / 2, 0.02);
	const skin = waxen(c, { seed });
	return [put(base, (x, y, z, nx, ny, nz, o) => { skin(x, y, z, nx, ny, nz, o); if (ny > 0.7) { const q = length(x, z) * 24 + Math.atan2(z, x) / 6.283, m = 0.6 + 0.5 * Math.abs((q % 1) - 0.5) * 2; o.r *= m; o.g *= m; o.b *= m; } }, [at[0], at[1] + h / 2, at[2]], [0, 0, 0, length(r, h / 2) + 0.03], { bump: comb, step: 0.8 }), wick([at[0], at[1] + h, at[2]], false)];
};
const sun = (ink) => `<circle cx="200" cy="100" r="34" fill="none" stroke="${ink}" stroke-width="5"/><path d="M200 44v16M200 140v16M144 100h16M240 100h16M160 60l12 12M228 128l12 12M240 60l-12 12M172 128l-12 12" stroke="${ink}" stroke-width="5"/>`;
const fir = (ink) => `<path d="M200 40l34 42h-20l28 36h-84l28-36h-20zM200 118v30" fill="${ink}" stroke="${ink}" stroke-width="7"/>`;
const wave = (ink) => `<path d="M110 84q22-26 45 0t45 0 45 0 45 0M110 118q22-26 45 0t45 0 45 0 45 0" fill="none" stroke="${ink}" stroke-width="7"/>`;

export const candles = {
	'beeswax-honeycomb-trio': () => set(table(...papers.teal, { wide: 1.05, tall: 1.25 }), honeycomb(P.mustard, [-0.5, 0, -0.1], { h: 1.12 }), honeycomb(P.honey, [0.08, 0, 0.1], { h: 0.82, seed: 3 }), honeycomb(P.honey, [0.58, 0, -0.15], { h: 0.58, seed: 5 })),
	'dusk-pillar-plum': () => set(table(...papers.night, { wide: 0.9, tall: 1.3 }), pillar(mix(P.plum, P.rose, 0.25), [0, 0, 0], { r: 0.36, h: 1.0, lit: true, seed: 4 })),
	'twisted-tapers-pair': () => set(table(...papers.peach, { wide: 1.0, tall: 1.85 }), holder([-0.34, 0, -0.1], metal(P.gold)), taper(P.clay, [-0.34, 0.26, -0.1], { twist: 9 }), holder([0.36, 0, 0.14], metal(P.gold)), taper(P.sage, [0.36, 0.26, 0.14], { twist: -9, h: 1.3 })),
	'forest-floor-jar': async () => { const l = await label('Metsä', 'fir, moss &amp; smoke', '#2F4A3C', '#F1E6D2', fir('#2F4A3C')); return set(table(...papers.moss, { wide: 0.9, tall: 1.05 }), jar(l, glazed({ glaze: P.pine, body: P.pine, line: -9, speckle: 0.4, top: 9, gloss: 0.7 }), [0, 0, 0], { spin: 0.1, lit: true })); },
	'sauna-birch-tin': async () => { const l = await label('Löyly', 'birch leaf &amp; hot stone', '#8E3B2A', '#F4F0E6', wave('#8E3B2A')); return set(table(...papers.sky, { wide: 0.9, tall: 0.75, pitch: 0.44 }), jar(l, metal(P.silver), [-0.1, 0, 0], { h: 0.56, r: 0.46, spin: -0.1 }), put(blend(0.02, cylinder(0.48, 0.07, 0.03), cylinder(0.42, 0.09, 0.03)), metal(P.silver), [0.66, 0.33, 0.0], [0, 0, 0, 0.55], { spin: [0, 0.1, 1.25] })); },
	'midnight-sun-jar': async () => { const l = await label('Yötön yö', 'cloudberry &amp; linen', '#6B3A5B', '#F6E9CF', sun('#6B3A5B')); return set(table(...papers.ochre, { wide: 0.95, tall: 1.05, window: panes() }), jar(l, glazed({ glaze: P.chalk, body: P.chalk, line: -9, top: 9, speckle: 0.5 }), [0, 0, 0], { spin: 0.12, wax: P.butter })); },
	'ribbed-pillar-set': () => set(table(...papers.blush, { wide: 1.0, tall: 1.15 }), pillar(P.cream, [-0.44, 0, -0.1], { r: 0.27, h: 1.02, rib: 14, seed: 2 }), pillar(P.rose, [0.16, 0, 0.16], { r: 0.27, h: 0.68, rib: 14 }), pillar(P.terracotta, [0.64, 0, -0.3], { r: 0.22, h: 0.42, rib: 12, seed: 6 })),
	'moon-sphere-candle': () => set(table(...papers.indigo, { wide: 0.85, tall: 1.0 }), put((x, y, z) => { let d = length(x, y, z) - 0.46; for (const [cx, cy, cz, r] of [[-0.22, 0.24, 0.36, 0.13], [0.18, 0.02, 0.44, 0.1], [-0.05, -0.2, 0.42, 0.08], [0.3, 0.3, 0.22, 0.09], [-0.38, -0.06, 0.28, 0.07], [0.02, 0.4, 0.3, 0.05]]) d = Math.max(d, r * 0.55 - length(x - cx * 1.08, y - cy * 1.08, z - cz * 1.08) * 0.8); return d; }, waxen(P.cream, { mottle: 0.25, seed: 9 }), [0, 0.45, 0], [0, 0, 0, 0.5]), wick([0, 0.9, 0], false)),
	'dinner-candles-bundle': () => set(table(...papers.sage, { wide: 1.1, tall: 0.6, pitch: 0.6 }), bundle()),
	'tealights-dozen': () => set(table(...papers.plum, { wide: 1.25, tall: 0.55, pitch: 0.62 }), Array.from({ length: 12 }, (_, i) => { const x = ((i % 4) - 1.5) * 0.48 + (Math.floor(i / 4) % 2) * 0.1 - 0.05, z = (Math.floor(i / 4) - 1) * 0.5; return [put(cut(cylinder(0.2, 0.1, 0.02), move(cylinder(0.18, 0.1), 0, 0.06, 0), 0.01), metal(i % 5 === 3 ? P.copper : P.silver), [x, 0.1, z], [0, 0, 0, 0.26]), put(cylinder(0.185, 0.05, 0.02), waxen(i % 5 === 3 ? P.honey : P.cream), [x, 0.1, z], [0, 0, 0, 0.22]), wick([x, 0.15, z], false)]; })),
	'hand-dipped-tapers-rainbow': () => set(table(...papers.sand, { wide: 1.15, tall: 1.7, pitch: 0.2 }), put(box(1.05, 0.09, 0.17, 0.04), wood(P.oak, P.walnut, { along: 'x', seed: 4 }), [0, 0.09, 0], [0, 0, 0, 1.1]), [P.clay, P.mustard, P.sage, P.sea, P.indigo, P.plum].map((c, i) => taper(c, [(i - 2.5) * 0.33, 0.15, 0], { h: 1.3 + Math.sin(i * 2.2) * 0.08, seed: i }))),
	'snuffer-and-votive': () => set(table(...papers.stone, { wide: 1.0, tall: 0.85, shift: 0.25 }), pillar(P.honey, [-0.34, 0, 0], { r: 0.25, h: 0.6, lit: true, seed: 8 }), put(union(lathe([[0.02, 0.26], [0.06, 0.24], [0.15, 0.02], [0.13, 0.02], [0.04, 0.2], [0, 0.2], [0, 0.26]]), rope([[0.02, 0.24, 0], [0.2, 0.3, 0.05], [0.95, 0.1, 0.22]], 0.024, 0.018)), metal(P.gold), [0.2, -0.01, 0.38], [0.4, 0.15, 0.1, 0.75])),
};
function bundle() {
	const all = [];
	for (const [i, [x, y]] of [[-0.34, 0], [-0.17, 0], [0, 0], [0.17, 0], [0.34, 0], [-0.25, 0.15], [-0.085, 0.15], [0.085, 0.15], [0.25, 0.15]].entries())
		all.push(put((a, b, c) => Math.max(length(a, b) - 0.082 * (1 - 0.12 * (c + 0.9)), Math.abs(c) - 0.9) , waxen([P.cream, P.butter][i % 2], { seed: i }), [x, y + 0.085, 0.05], [0, 0, 0, 0.95], { spin: [0] }));
	all.push(put((a, b, c) => Math.max(Math.abs(Math.max(Math.abs(a) - 0.36, 0) * 0.9 + length(Math.max(Math.abs(a) - 0.36, 0), b) * 0.1 + Math.max(Math.abs(b) - 0.1, 0) - 0.09) - 0.012, Math.abs(c) - 0.05) * 0.6, leather(P.cognac), [0, 0.14, 0.1], [0, 0, 0, 0.6], { step: 0.6 }));
	return all.map((t) => ({ ...t }));
}
