import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { blend, box, cut, cylinder, ellipsoid, move, rope, sphere, torus, turn, union } from '../shapes.js';
import { baked, curve, extrude } from '../outline.js';
import { glazed, metal, plain } from '../skins.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const gold = metal(P.gold), silver = metal(P.silver), copper = metal(P.copper);
const gem = (c) => plain(c, { shine: 1, gloss: 1, grain: 0.02 });
const ball = (at, r, skin) => put(sphere(r), skin, at, [0, 0, 0, r + 0.01]);
/** A ring standing on the sheet, its hole towards us. */
const ring = (at, skin, { R = 0.42, r = 0.06, spin = 0.4, flatten = 1, hammer = 0 } = {}) => put(turn((x, y, z) => { const q = length(x, z) - R; return (length(q, y / flatten) - r) * 0.85 + hammer * Math.cos(Math.atan2(z, x) * 17) * Math.cos(y * 30); }, 'x', Math.PI / 2), skin, [at[0], at[1] + R + r, at[2]], [0, 0, 0, R + r * (1 + flatten) + 0.02], { spin: [spin], step: 0.75 });
/** A chain lying along points: links that alternate, drawn as a rope with a beat. */
const chain = (pts, skin, { r = 0.022, y = 0.024 } = {}) => {
	const path = curve(pts, false, 14), parts = [];
	const links = [];
	let acc = 0;
	for (let i = 1; i < path.length; i++) { acc += length(path[i][0] - path[i - 1][0], path[i][1] - path[i - 1][1]); if (acc > r * 2.1) { links.push([path[i], Math.atan2(path[i][1] - path[i - 1][1], path[i][0] - path[i - 1][0])]); acc = 0; } }
	for (let i = 0; i < links.length; i += 12) {
		const some = links.slice(i, i + 12), cx = some.reduce((s, l) => s + l[0][0], 0) / some.length, cz = some.reduce((s, l) => s + l[0][1], 0) / some.length;
		const f = union(...some.map(([p, a], k) => { const c = Math.cos(a), s = Math.sin(a); return (x, q, z) => { const dx = x - p[0], dz = z - p[1], u = dx * c + dz * s, v = -dx * s + dz * c; const w = (i + k) % 2 ? [v, q] : [q, v]; const m = Math.max(Math.abs(u) - r * 0.7, 0); return length(length(m, w[0]) - r, w[1]) - r * 0.36; }; }));
		parts.push(put(f, skin, [0, y, 0], [cx, 0, cz, Math.max(...some.map((l) => length(l[0][0] - cx, l[0][1] - cz))) + r * 3]));
	}
	return parts;
};
const cutout = (pts, skin, at, { h = 0.035, spin = 0, k = 1, hole = null, smooth = true } = {}) => { const look = baked(smooth ? curve(pts.map(([x, y]) => [x * k, y * k]), true, 8) : pts.map(([x, y]) => [x * k, y * k])); const f0 = extrude(look, h, 0.025), f = (x, y, z) => f0(x, -z, y); return put(hole ? cut(f, move(cylinder(hole[2], 1), hole[0], 0, -hole[1]), 0.01) : f, skin, [at[0], h + (at[2] ?? 0), at[1]], [0, 0, 0, look.reach + 0.05], { spin: [spin], step: 0.8 }); };
const leafShape = [[0, -0.5], [0.2, -0.2], [0.22, 0.1], [0.1, 0.4], [0, 0.55], [-0.1, 0.4], [-0.22, 0.1], [-0.2, -0.2]];
const moonShape = [[0.1, -0.5], [-0.3, -0.34], [-0.48, 0], [-0.3, 0.34], [0.1, 0.5], [-0.08, 0.24], [-0.16, 0], [-0.08, -0.24]];
const swallow = [[-0.7, 0.22], [-0.3, 0.2], [0, 0.06], [0.3, 0.2], [0.72, 0.24], [0.42, 0.02], [0.14, -0.1], [0.26, -0.55], [0.02, -0.28], [-0.24, -0.52], [-0.12, -0.1], [-0.42, 0.0]];
const hookOf = (x, z, skin) => put(rope(Array.from({ length: 9 }, (_, i) => { const a = (i / 8) * Math.PI * 1.1; return [x - 0.09 + Math.cos(a) * 0.09, 0, z - 0.16 - Math.sin(a) * 0.13]; }), 0.014), skin, [0, 0.03, 0], [x - 0.08, 0, z - 0.2, 0.28]);
const block = (at, a, b, c, skin) => put(box(a, b, c, 0.015), skin, [at[0], at[1] + b, at[2]], [0, 0, 0, length(a, b, c) + 0.02], { spin: [0.3] });
const stone = plain(mix(P.stone, P.cream, 0.5), { grain: 0.12 });

export const jewellery = {
	'hammered-gold-band': () => set(table(...papers.plum, { wide: 0.7, tall: 0.95 }), ring([0, 0, 0], gold, { flatten: 2.2, hammer: 0.006, r: 0.05, spin: 0.55 })),
	'river-stone-ring': () => set(table(...papers.peach, { wide: 0.72, tall: 1.1 }), ring([0, 0, 0], silver, { r: 0.045, spin: 0.5 }), put(ellipsoid(0.2, 0.13, 0.16), gem(P.teal), [0, 0.99, 0], [0, 0, 0, 0.22], { spin: [0.5] }), put(turn(torus(0.17, 0.03), 'y', 0.5), silver, [0, 0.95, 0], [0, 0, 0, 0.22])),
	'stacking-rings-trio': () => set(table(...papers.sage, { wide: 0.95, tall: 0.95 }), ring([-0.42, 0, 0.05], gold, { R: 0.34, r: 0.03, spin: 0.7 }), ring([0.05, 0, -0.1], silver, { R: 0.36, r: 0.035, hammer: 0.005, spin: 0.4, flatten: 1.4 }), ring([0.46, 0, 0.2], copper, { R: 0.33, r: 0.04, spin: 0.1 })),
	'olive-leaf-earrings': () => set(flat(papers.terra[0], { half: 1.05, tilt: 0.3 }), [-0.38, 0.38].map((x, i) => [cutout(leafShape, gold, [x, 0.18], { spin: i ? -0.25 : 0.25, k: 1.0, hole: [0, 0.42, 0.035] }), hookOf(x + (i ? 0.16 : 0.02), -0.3, gold)])),
	'crescent-pendant': () => set(flat(papers.indigo[0], { half: 1.15, tilt: 0.28 }), cutout(moonShape, gold, [0.06, 0.36], { spin: -0.5, k: 0.85 }), chain([[-0.2, 0.05], [-0.5, -0.4], [-0.62, -0.95], [-0.2, -1.25], [0.35, -1.1], [0.52, -0.6], [0.3, -0.1], [-0.12, 0.08]], gold, { r: 0.024 })),
	'glass-bead-necklace': () => set(flat(papers.butter[0], { half: 1.25, tilt: 0.28 }), Array.from({ length: 34 }, (_, i) => { const a = (i / 34) * 6.283 + 0.3, r = 0.78 + 0.1 * Math.sin(a * 2 + 0.5); return ball([Math.cos(a) * r, 0.085, Math.sin(a) * r * 1.1], 0.066 + 0.018 * (i % 3), gem([P.clay, P.teal, P.mustard, P.plum, P.rose][i % 5])); })),
	'swallow-brooch': () => set(flat(papers.sky[0], { half: 1.05, tilt: 0.3 }), cutout(swallow, silver, [0, 0], { spin: 0.3, k: 0.95 }), ball([0.02, 0.1, -0.08], 0.035, gem(P.night))),
	'silver-hoops-large': () => set(table(...papers.clay, { wide: 0.95, tall: 1.05 }), ring([-0.36, 0, 0], silver, { R: 0.4, r: 0.032, spin: 0.35 }), ring([0.4, 0, 0.12], silver, { R: 0.4, r: 0.032, spin: 0.75 })),
	'amber-drop-earrings': () => set(flat(papers.moss[0], { half: 0.95, tilt: 0.3 }), [-0.34, 0.32].map((x, i) => [put((a, b, c) => (length(a / (0.2 - 0.1 * Math.max(0, -c)), b / 0.13, c / 0.32) - 1) * 0.1, plain(mix(P.mustard, P.brick, 0.3), { shine: 0.9, gloss: 0.9 }), [x, 0.12, 0.2], [0, 0, 0, 0.4], { step: 0.6, spin: [i ? -0.15 : 0.1] }), ball([x + (i ? 0.03 : -0.02), 0.1, -0.13], 0.05, gold), hookOf(x + 0.05, -0.2, gold)])),
	'twisted-silver-bangle': () => set(table(...papers.lilac, { wide: 0.95, tall: 0.55, pitch: 0.55 }), put((x, y, z) => { const a = Math.atan2(z, x), q = length(x, z) - 0.66; const c = Math.cos(a * 11), s = Math.sin(a * 11); return Math.min(length(q - 0.05 * c, y - 0.05 * s), length(q + 0.05 * c, y + 0.05 * s)) * 0.62 - 0.04; }, silver, [0, 0.1, 0], [0, 0, 0, 0.85], { step: 0.6 })),
	'pearl-studs-on-bronze': () => set(table(...papers.teal, { wide: 0.8, tall: 0.7, pitch: 0.5 }), block([0, 0, 0], 0.62, 0.09, 0.44, stone), [-0.22, 0.24].map((x, i) => [ball([x, 0.32, i * 0.14 - 0.04], 0.13, plain(P.chalk, { shine: 0.8, gloss: 0.55, grain: 0.02 })), put(turn(torus(0.1, 0.025), 'x', 0), copper, [x, 0.21, i * 0.14 - 0.04], [0, 0, 0, 0.14])])),
	'signet-ring-engraved': () => set(table(...papers.ochre, { wide: 0.72, tall: 1.05, window: panes() }), put(blend(0.12, turn(torus(0.38, 0.06), 'x', Math.PI / 2), move(cylinder(0.22, 0.06, 0.02), 0, 0.42, 0)), gold, [0, 0.45, 0], [0, 0, 0, 0.65], { spin: [0.5, 0.35], bump: (x, y, z) => (y > 0.44 && length(x, z) < 0.18 ? -0.006 * (Math.abs(length(x, z) - 0.14) < 0.012 || (Math.abs(x) < 0.016 && Math.abs(z) < 0.09) || (Math.abs(Math.abs(x) - 0.05 + z * 0.3) < 0.014 && Math.abs(z) < 0.09) ? 1 : 0) : 0), step: 0.8 })),
	'enamel-wildflower-pin': () => set(flat(papers.stone[0], { half: 0.9, tilt: 0.3, window: dapple(8) }), Array.from({ length: 6 }, (_, i) => { const a = (i / 6) * 6.283; return [put((x, y, z) => (length(x / 0.27, y / 0.06, z / 0.17) - 1) * 0.06, plain(P.sky, { shine: 0.8, gloss: 0.8 }), [Math.cos(a) * 0.3, 0.08, Math.sin(a) * 0.3], [0, 0, 0, 0.3], { spin: [-a], step: 0.6 }), put((x, y, z) => (length(x / 0.3, y / 0.045, z / 0.2) - 1) * 0.05, gold, [Math.cos(a) * 0.3, 0.055, Math.sin(a) * 0.3], [0, 0, 0, 0.33], { spin: [-a], step: 0.6 })]; }), put(ellipsoid(0.15, 0.1, 0.15), plain(P.mustard, { shine: 0.8, gloss: 0.7 }), [0, 0.1, 0], [0, 0, 0, 0.17])),
	'ring-dish-and-three-rings': () => set(table(...papers.blush, { wide: 0.9, tall: 0.75, pitch: 0.5 }), put((x, y, z) => { const r = length(x, z); return Math.max(Math.abs(y - 0.04 - 0.22 * (r / 0.66) ** 3) - 0.035, r - 0.68) * 0.8; }, glazed({ glaze: P.chalk, body: P.terracotta, line: -1, top: 0.3, speckle: 0.7 }), [0, 0, 0], [0, 0.12, 0, 0.75], { step: 0.8 }), put(turn(torus(0.17, 0.025), 'x', 0.16), gold, [-0.12, 0.14, 0.1], [0, 0, 0, 0.22]), put(turn(torus(0.16, 0.03), 'z', -0.3), silver, [0.2, 0.17, 0.02], [0, 0, 0, 0.22]), put(turn(torus(0.16, 0.022), 'x', 1.2), copper, [0.02, 0.26, -0.14], [0, 0, 0, 0.22])),
};
