import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { bar, blend, box, cut, cylinder, ellipsoid, move, torus, union } from '../shapes.js';
import { baked, curve, extrude, thrown } from '../outline.js';
import { metal, plain, wood as grain } from '../skins.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const tones = { cherry: [P.peach, P.cherry], walnut: [P.cherry, P.walnut], maple: [mix(P.cream, P.maple, 0.55), mix(P.maple, P.oak, 0.4)], oak: [P.maple, P.oak], ash: [P.ash, mix(P.ash, P.oak, 0.75)], plumwood: [mix(P.peach, P.rose, 0.4), mix(P.cherry, P.plum, 0.35)], birch: [mix(P.cream, P.maple, 0.6), P.honey] };
const of = (name, along, seed, rings) => grain(...tones[name], { along, seed, rings: rings ?? 9, shine: 0.12 });
/** A carved spoon lying along z: hollowed bowl, neck, handle that swells at its end. */
const spoon = (tone, at, { l = 1.3, w = 0.3, bowl = 0.42, spin = 0, seed = 1, handle = 0.055, flatBowl = false, slots = 0 } = {}) => {
	const egg = (x, y, z) => { const k = 1 + 0.18 * (z / bowl); return (length(x / (w * k), (y - 0.02) / 0.13, z / bowl) - 1) * 0.11; };
	const hollow = (x, y, z) => (length(x / (w * 0.84), (y - (flatBowl ? 0.15 : 0.11)) / (flatBowl ? 0.07 : 0.13), z / (bowl * 0.86)) - 1) * 0.1;
	const stem = bar([0, 0.03, bowl * 0.75], [0, 0.06, bowl + l * 0.55], handle * 0.85, handle), end = move(ellipsoid(handle * 1.5, 0.04, 0.18), 0, 0.065, bowl + l * 0.66);
	let f = cut(blend(0.14, egg, stem, end), hollow, 0.02);
	if (slots) { const g = f; f = (x, y, z) => Math.max(g(x, y, z), Math.min(...[-1, 0, 1].map((i) => -(Math.max(Math.abs(x - i * w * 0.42) - 0.022, Math.abs(z) - bowl * 0.45))).map((v) => -v)) * -1); }
	return put(f, of(tone, 'z', seed, 11), [at[0], at[1] + 0.1, at[2]], [0, 0.05, l * 0.3, (l + bowl) * 0.62], { spin: [spin], step: 0.65 });
};
const board = (pts, tone, at, { h = 0.055, spin = 0, seed = 1, hole = null, rings = 6 } = {}) => {
	const look = baked(curve(pts, true, 8)), f0 = extrude(look, h, 0.03);
	const f1 = (x, y, z) => f0(x, -z, y), f = hole ? cut(f1, move(cylinder(hole[2] ?? 0.07, 1), hole[0], 0, -hole[1]), 0.02) : f1;
	const b = look.bounds;
	return put(f, of(tone, 'z', seed, rings), [at[0], at[1] + h, at[2]], [(b[0] + b[2]) / 2, 0, -(b[1] + b[3]) / 2, length(b[2] - b[0], b[3] - b[1]) / 2 + 0.05], { spin: [spin], step: 0.8 });
};
const turned = (outline, tone, at, { wall = 0.05, seed = 1, solid = false, rings = 8 } = {}) => {
	const top = outline.at(-1)[1], r = Math.max(...outline.map((p) => p[0]));
	return put(thrown(outline, wall, solid), of(tone, 'y', seed, rings), at, [0, top / 2, 0, length(r, top / 2) + 0.05]);
};
const bowlShape = (k = 1) => [[0.3, 0], [0.34, 0.02], [0.66, 0.16], [0.82, 0.4], [0.8, 0.52]].map(([a, b]) => [a * k, b * k]);

export const woodwork = {
	'cherry-eating-spoon': () => set(flat(papers.sage[0], { half: 1.05, tilt: 0.32 }), spoon('cherry', [-0.12, 0, -0.42], { spin: -0.4, l: 1.15, w: 0.26, bowl: 0.36 })),
	'walnut-serving-pair': () => set(flat(papers.peach[0], { half: 1.3, tilt: 0.28 }), spoon('walnut', [-0.42, 0, -0.6], { spin: 0.12, l: 1.55, w: 0.33, bowl: 0.46, seed: 3 }), spoon('walnut', [0.42, 0, -0.55], { spin: -0.14, l: 1.5, w: 0.33, bowl: 0.46, seed: 6, flatBowl: true })),
	'five-kitchen-spoons': () => set(flat(papers.teal[0], { half: 1.5, tilt: 0.24 }), ['cherry', 'maple', 'walnut', 'oak', 'plumwood'].map((t, i) => spoon(t, [(i - 2) * 0.53, 0, -0.72 + Math.abs(i - 2) * 0.09], { spin: (i - 2) * -0.05, l: 1.5 - Math.abs(i - 2) * 0.12, w: 0.2 + 0.03 * (i % 3), bowl: 0.34, seed: i + 2, handle: 0.046, flatBowl: i % 2 === 1 }))),
	'coffee-scoop-plum': () => set(flat(papers.butter[0], { half: 1.15, tilt: 0.36 }), spoon('plumwood', [-0.08, 0, -0.28], { spin: -0.6, l: 0.72, w: 0.3, bowl: 0.32, handle: 0.06 }), beans()),
	'ash-salad-bowl': () => set(table(...papers.moss, { wide: 1.05, tall: 0.75, pitch: 0.52 }), turned(bowlShape(1.1), 'ash', [0, 0, 0], { seed: 4 })),
	'olive-wood-board': () => set(flat(papers.clay[0], { half: 1.45, tilt: 0.22 }), board([[-0.55, -0.9], [0.5, -0.95], [0.62, -0.2], [0.55, 0.5], [0.2, 0.7], [0.13, 1.05], [0, 1.18], [-0.14, 1.05], [-0.2, 0.68], [-0.6, 0.45], [-0.66, -0.3]], 'oak', [0, 0, 0.1], { spin: -0.3, seed: 7, hole: [0, 1.02] })),
	'linden-trinket-box': () => set(table(...papers.lilac, { wide: 0.85, tall: 0.75, pitch: 0.42 }), turned([[0.44, 0], [0.47, 0.02], [0.48, 0.3], [0.46, 0.34]], 'birch', [0, 0, 0], { solid: true, seed: 2 }), turned([[0.48, 0], [0.49, 0.04], [0.42, 0.1], [0.08, 0.15], [0.05, 0.2], [0.09, 0.25], [0.05, 0.3]], 'walnut', [0, 0.36, 0], { solid: true, seed: 5 })),
	'turned-candle-cups': () => set(table(...papers.indigo, { wide: 1.0, tall: 0.95 }), turned([[0.24, 0], [0.26, 0.03], [0.12, 0.14], [0.08, 0.5], [0.16, 0.66], [0.17, 0.78]], 'maple', [-0.48, 0, 0], { solid: true }), turned([[0.24, 0], [0.26, 0.03], [0.13, 0.12], [0.2, 0.3], [0.1, 0.42], [0.17, 0.54]], 'cherry', [0.08, 0, 0.2], { solid: true, seed: 3 }), turned([[0.25, 0], [0.26, 0.04], [0.12, 0.1], [0.17, 0.3]], 'walnut', [0.6, 0, -0.1], { solid: true, seed: 8 })),
	'butter-knife-juniper': () => set(flat(papers.slate[0], { half: 1.05, tilt: 0.3 }), board([[-0.12, -0.9], [0.08, -0.88], [0.14, -0.4], [0.1, 0.0], [0.06, 0.15], [0.08, 0.7], [0, 0.86], [-0.08, 0.7], [-0.06, 0.15], [-0.1, 0.0], [-0.16, -0.5]], 'plumwood', [-0.25, 0, 0], { spin: -0.5, h: 0.04 }), board([[-0.12, -0.9], [0.08, -0.88], [0.14, -0.4], [0.1, 0.0], [0.06, 0.15], [0.08, 0.7], [0, 0.86], [-0.08, 0.7], [-0.06, 0.15], [-0.1, 0.0], [-0.16, -0.5]], 'maple', [0.3, 0, 0.1], { spin: -0.36, h: 0.04, seed: 4 })),
	'rolling-pin-beech': () => set(flat(papers.blush[0], { half: 1.35, tilt: 0.3 }), put((x, y, z) => { const r = 0.17 * Math.sqrt(Math.max(0.05, 1 - (x / 1.42) ** 2 * 0.85)); return Math.max(length(y, z) - r, Math.abs(x) - 1.22) * 0.9; }, of('maple', 'x', 6, 12), [0, 0.17, 0], [0, 0, 0, 1.3], { spin: [0.7] })),
	'kuksa-birch-cup': () => set(table(...papers.terra, { wide: 0.95, tall: 0.8, pitch: 0.45, window: dapple(7) }), put(blend(0.1, thrown([[0.2, 0], [0.26, 0.02], [0.46, 0.2], [0.46, 0.5]], 0.06), cut(move(ellipsoid(0.3, 0.05, 0.14), 0.66, 0.42, 0), move(cylinder(0.075, 1), 0.7, 0, 0), 0.02)), of('birch', 'x', 3, 10), [-0.12, 0, 0], [0.2, 0.25, 0, 0.85], { spin: [-0.45], step: 0.75 })),
	'pepper-mill-walnut': () => set(table(...papers.sky, { wide: 0.85, tall: 1.25 }), turned([[0.28, 0], [0.29, 0.05], [0.2, 0.3], [0.17, 0.6], [0.25, 0.82], [0.24, 0.88]], 'walnut', [0, 0, 0], { solid: true, seed: 4 }), turned([[0.24, 0], [0.26, 0.04], [0.2, 0.14], [0.24, 0.26], [0.1, 0.36]], 'maple', [0, 0.89, 0], { solid: true, seed: 2 }), put(ellipsoid(0.05, 0.05, 0.05), metal(P.gold), [0, 1.29, 0], [0, 0, 0, 0.08])),
	'three-legged-stool': () => set(table(...papers.ochre, { wide: 1.0, tall: 1.35, pitch: 0.3, window: panes() }), turned([[0.52, 0], [0.6, 0.03], [0.6, 0.1], [0.54, 0.13]], 'oak', [0, 0.98, 0], { solid: true, rings: 5 }), put(union(...[0.4, 2.5, 4.6].map((a) => bar([Math.cos(a) * 0.3, 1.0, Math.sin(a) * 0.3], [Math.cos(a) * 0.58, 0.03, Math.sin(a) * 0.58], 0.06, 0.045))), of('oak', 'y', 4, 14), [0, 0, 0], [0, 0.5, 0, 0.85])),
	'honey-dipper': () => set(table(...papers.plum, { wide: 0.95, tall: 0.6, pitch: 0.5 }), put((x, y, z) => { const r = length(y, z); const b = length(Math.max(0, Math.abs(x + 0.55) - 0.08) / 1.1, r) - 0.2 + 0.035 * Math.max(0, Math.cos(x * 52)); const h = length(Math.max(Math.abs(x - 0.25) - 0.75, 0), r) - 0.045; return Math.min(b, h) * 0.7; }, of('maple', 'x', 2, 14), [0.05, 0.2, 0.1], [0, 0, 0, 1.2], { spin: [0.5, 0, -0.12], step: 0.6 }), put(move(torus(0.3, 0.02), 0, 0, 0), plain(P.honey, { gloss: 0.9, shine: 0.6 }), [9, 0, 0], [0, 0, 0, 0.1]), puddle()),
};
function beans() {
	return Array.from({ length: 9 }, (_, i) => put(cut(ellipsoid(0.075, 0.045, 0.055), box(0.09, 0.02, 0.006), 0.01), plain(mix(P.walnut, P.black, 0.4), { shine: 0.4, gloss: 0.3 }), [0.42 + Math.cos(i * 2.4) * 0.12 * Math.sqrt(i), 0.045, 0.36 + Math.sin(i * 2.4) * 0.12 * Math.sqrt(i)], [0, 0, 0, 0.1], { spin: [i * 1.3] }));
}
function puddle() {
	return put((x, y, z) => (length(x / 0.34, y / 0.03, z / 0.26) - 1) * 0.03, plain(P.honey, { gloss: 1, shine: 0.8, grain: 0.02 }), [-0.42, 0.0, -0.12], [0, 0, 0, 0.4], { step: 0.6 });
}
