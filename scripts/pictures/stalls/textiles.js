import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { cylinder, box, turn } from '../shapes.js';
import { basketWeave, cloth, herringbone, pile, plain, twill, weave, wood } from '../skins.js';
import { flat, panes, dapple, papers, put, table } from '../stage.js';
import { cushion, folded, fringe, hung } from './cloth.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
const runs = (list) => { const all = list.flatMap(([c, n]) => Array(n).fill(c)); return (i) => all[i % all.length]; };
const one = (c) => () => c;
const lozenge = (ground, ink, accent, k = 2.2, line = 0.13) => (u, v) => {
	const f = (q) => Math.abs((((q % 1) + 1) % 1) - 0.5) * 2;
	const d = Math.abs(f(u * k * 0.8 + 0.5) + f(v * k * 0.55 + 0.5) - 1);
	const inner = f(u * k * 0.8) + f(v * k * 0.55);
	return d < line ? ink : inner < 0.34 ? accent : ground;
};
const rug = (chart, paperPair, { a = 0.95, c = 1.28, tie = P.wool, tilt = 0.24 } = {}) => {
	const k = cloth(pile(chart), (x, y, z) => [x, z], 0.012);
	return set(flat(paperPair[0], { half: 1.62, tilt }), put(box(a, 0.045, c, 0.04), k.skin, [0, 0.045, 0], [0, 0, 0, length(a, c) + 0.1], { bump: k.bump, spin: [0.09], step: 0.8 }),
		fringe(tie, [Math.sin(0.09) * c, 0.03, Math.cos(0.09) * c], -a * 0.95, a * 0.95, 30, 0.16, [0, 0, 1], 0.014), fringe(tie, [-Math.sin(0.09) * c, 0.03, -Math.cos(0.09) * c], -a * 0.95, a * 0.95, 30, 0.14, [0, 0, -1], 0.014));
};
const rolled = (fabric, at, { r = 0.2, l = 0.8, spin = 0 } = {}) => {
	const k = cloth(fabric, (x, y, z) => [Math.abs(x) > l - 0.01 ? length(y, z) * 6 : x, Math.atan2(z, y) * r], 0.011);
	const f = turn(cylinder(r, l, 0.03), 'z', Math.PI / 2);
	const skin = (x, y, z, nx, ny, nz, o) => { k.skin(x, y, z, nx, ny, nz, o); if (Math.abs(nx) > 0.75) { const q = length(y, z) * 26 + Math.atan2(z, y) / 6.283, m = 0.45 + 0.55 * Math.abs((q % 1) - 0.5) * 2; o.r *= m; o.g *= m; o.b *= m; } };
	return put(f, skin, at, [0, 0, 0, length(r, l) + 0.05], { bump: k.bump, spin: [spin] });
};
const rod = (at, l, c = P.oak) => put(turn(cylinder(0.028, l, 0.01), 'z', Math.PI / 2), wood(mix(c, P.cream, 0.3), c), at, [0, 0, 0, l + 0.05]);

const plaid = runs([[P.wool, 20], [P.moss, 7], [P.wool, 5], [P.moss, 7], [P.wool, 20], [P.clay, 3]]);

export const textiles = {
	'fjell-wool-blanket': () => set(table(...papers.slate, { wide: 1.3, tall: 0.95 }), folded(weave({ warp: plaid, weft: plaid, draft: twill }), [0, 0, 0], { layers: 4, spin: 0.28, w: 0.95 }), fringe(P.wool, [0.02, 0.56, 0.6], -0.8, 0.7, 26, 0.22, [0, -1, 0.2])),
	'herringbone-throw-bracken': () => set(table(...papers.ochre, { wide: 1.3, tall: 0.9, window: panes() }), folded(weave({ warp: one(P.cream), weft: one(mix(P.brick, P.oak, 0.5)), draft: herringbone, threads: 33 }), [0, 0, 0], { layers: 3, spin: -0.3, w: 0.95, thick: 0.11 })),
	'linen-tea-towels-pair': () => set(table(...papers.moss, { wide: 1.0, tall: 0.6, pitch: 0.5 }), folded(weave({ warp: runs([[P.linen, 20], [P.indigo, 3], [P.linen, 3], [P.indigo, 3]]), weft: one(P.linen), threads: 51 }), [-0.1, 0, 0], { layers: 2, thick: 0.05, w: 0.78, d: 0.6, spin: 0.2 }), folded(weave({ warp: one(P.linen), weft: runs([[P.linen, 16], [P.clay, 4]]), threads: 51 }), [0.12, 0.19, 0.1], { layers: 2, thick: 0.045, w: 0.72, d: 0.55, spin: 0.45 })),
	'midsummer-wall-hanging': () => set(table(...papers.paper, { wide: 1.15, tall: 2.1, pitch: 0.08, wallAt: -0.35, cove: 0.2 }), rod([0, 1.95, -0.2], 0.95), hung(weave({ warp: one(P.wool), weft: runs([[P.mustard, 12], [P.clay, 9], [P.rose, 6], [P.wool, 10], [P.moss, 14], [P.wool, 3], [P.moss, 3], [P.wool, 8], [P.plum, 10], [P.mustard, 4]]), threads: 45, draft: (i, j) => (i + j) % 4 === 0 }), [0, 1.18, -0.22], { w: 0.78, h: 0.76, fold: 0.03 }), fringe(P.wool, [0, 0.43, -0.22], -0.74, 0.74, 40, 0.3)),
	'roros-tapestry-commission': () => tapestry(),
	'table-runner-lingonberry': () => set(flat(papers.sand[0], { half: 1.5 }), strip(weave({ warp: one(P.wool), weft: runs([[P.wool, 12], [P.wine, 4], [P.wool, 4], [P.wine, 10], [P.wool, 4], [P.wine, 4], [P.wool, 22]]), threads: 36, draft: basketWeave }), 0.52, 1.5, 0.35), plate([0.72, -0.72])),
	'birch-napkins-set-of-four': () => set(table(...papers.terra, { wide: 0.95, tall: 0.7, pitch: 0.48 }), [P.linen, P.sage, P.linen, P.sky].map((c, i) => folded(weave({ warp: one(c), weft: one(mix(c, P.chalk, 0.4)), threads: 54 }), [i * 0.05 - 0.08, i * 0.13, i * 0.05], { layers: 2, thick: 0.036, w: 0.62, d: 0.6, spin: 0.15 + i * 0.16 }))),
	'handspun-scarf-heather': () => set(flat(papers.lilac[0], { half: 1.45 }), strip(weave({ warp: runs([[P.plum, 8], [P.lilac, 10], [P.rose, 5], [P.lilac, 10]]), weft: one(mix(P.lilac, P.wool, 0.5)), threads: 30, draft: twill }), 0.34, 1.15, -0.3, [-0.28, 0]), strip(weave({ warp: runs([[P.plum, 8], [P.lilac, 10], [P.rose, 5], [P.lilac, 10]]), weft: one(mix(P.lilac, P.wool, 0.5)), threads: 30, draft: twill }), 0.34, 1.05, 0.36, [0.3, 0.1], 0.09)),
	'beni-diamond-rug': () => rug(lozenge(P.wool, P.charcoal, P.wool), papers.terra),
	'azilal-berry-rug': () => rug(lozenge(P.wine, P.peach, P.mustard, 2.6, 0.1), papers.sky, { tie: P.peach }),
	'saffron-runner-rug': () => rug((u, v) => (Math.abs(((v * 2.4) % 1 + 1) % 1 - 0.5) < 0.08 ? P.brick : Math.abs(u) > 0.42 ? P.brick : lozenge(P.mustard, P.cream, P.teal, 3.4, 0.12)(u, v)), papers.teal, { a: 0.58, c: 1.34, tie: P.mustard }),
	'atlas-cushion-ochre': () => set(table(...papers.plum, { wide: 0.95, tall: 1.35, pitch: 0.2 }), cushion(pile(lozenge(P.mustard, P.walnut, P.cream, 3), { tuft: 60 }), [0, 0.66, 0])),
	'flatweave-cushion-stripe': () => set(table(...papers.blush, { wide: 1.2, tall: 1.25, pitch: 0.2, window: dapple(2) }), cushion(weave({ warp: one(P.cream), weft: runs([[P.cream, 10], [P.clay, 6], [P.cream, 3], [P.indigo, 12], [P.cream, 3], [P.clay, 6]]), threads: 39, draft: (i, j) => (i + j) % 4 === 0 }), [0, 0.5, 0.1], { a: 0.95, b: 0.52, fat: 0.26 })),
	'rolled-kilim-indigo': () => set(table(...papers.peach, { wide: 1.2, tall: 0.8, pitch: 0.42 }), rolled(weave({ warp: one(P.wool), weft: one(P.indigo), threads: 42 }), [0, 0.27, -0.2], { r: 0.27, l: 0.95, spin: 0.3 }), rolled(weave({ warp: runs([[P.indigo, 6], [P.wool, 4], [P.clay, 3], [P.wool, 4]]), weft: one(P.wool), threads: 42, draft: twill }), [0.05, 0.2, 0.36], { r: 0.2, l: 0.85, spin: 0.18 })),
	'camel-wool-pouf': () => set(table(...papers.moss, { wide: 1.1, tall: 0.95 }), pouf()),
};

function strip(fabric, a, c, spin, [dx, dz] = [0, 0], y = 0.03) {
	const k = cloth(fabric, (x, y2, z) => [x, z], 0.011), f = box(a, 0.024, c, 0.022);
	return put((x, q, z) => f(x, q - Math.sin(z * 5 + x) * 0.008, z), k.skin, [dx, y, dz], [0, 0, 0, length(a, c) + 0.05], { bump: k.bump, spin: [spin], step: 0.8 });
}
function plate([x, z]) {
	return put(cylinder(0.34, 0.03, 0.025), plain(P.chalk, { gloss: 0.4, shine: 0.3 }), [x, 0.09, z], [0, 0, 0, 0.4]);
}
function pouf() {
	const k = cloth(weave({ warp: one(P.honey), weft: one(mix(P.honey, P.walnut, 0.35)), threads: 13, draft: basketWeave }), (x, y, z) => { const r = length(x, z); return y > 0.3 && r < 0.72 ? [x, z] : [Math.atan2(z, x) * 0.9, y]; }, 0.03);
	return put((x, y, z) => { const r = length(x, z); const q = length(Math.max(r - 0.56, 0) / 0.34, y / 0.4); return (q - 1) * 0.3; }, k.skin, [0, 0.4, 0], [0, 0, 0, 1.05], { bump: k.bump, step: 0.8 });
}
/** Hills, a river and a low sun, as a weaver steps them. */
function tapestry() {
	const stepped = (v) => Math.round(v * 34) / 34;
	const chart = (u, v) => {
		const x = stepped(u), y = stepped(v);
		if (length(x - 0.35, y - 0.45) < 0.3) return P.clay;
		if (y < -0.62 + Math.sin(x * 3) * 0.1) return Math.abs(y + 0.82 + Math.sin(x * 4 + 1) * 0.07) < 0.06 ? P.chalk : P.teal;
		if (y < -0.25 + Math.sin(x * 2.6 + 1.4) * 0.2) return P.moss;
		if (y < 0.05 + Math.sin(x * 3.4 + 4) * 0.17) return P.sage;
		if (y < 0.28 + Math.sin(x * 2 + 2.2) * 0.13) return P.plum;
		return y > 0.78 ? P.mustard : P.peach;
	};
	const base = weave({ warp: one(P.wool), weft: one(P.wool), threads: 51, draft: (i, j) => (i + j) % 4 === 0 });
	const fabric = { height: base.height, colour: (u, v) => { const k = base.colour(u, v)[0] / P.wool[0], c = chart(u, v); return [c[0] * k, c[1] * k, c[2] * k]; } };
	return set(table(...papers.sage, { wide: 1.45, tall: 2.5, pitch: 0.06, wallAt: -0.3, cove: 0.2 }), rod([0, 2.42, -0.18], 1.32, P.walnut), hung(fabric, [0, 1.3, -0.2], { w: 1.15, h: 1.08, fold: 0.018 }), fringe(P.wool, [0, 0.23, -0.2], -1.1, 1.1, 50, 0.2));
}
