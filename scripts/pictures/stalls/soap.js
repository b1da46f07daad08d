import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { box, cylinder, ellipsoid, rope, move, union } from '../shapes.js';
import { thrown } from '../outline.js';
import { plain, printed, waxen, wood } from '../skins.js';
import { cloud, noise } from '../noise.js';
import { image, svg } from '../image.js';
import { dapple, panes, papers, put, table } from '../stage.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
/** A cut bar: `swirl` marbles it, `flecks` scatter petals or seeds, `stamp` presses a mark. */
const soap = (c, at, { a = 0.52, b = 0.16, d = 0.34, spin = 0, roll = 0, swirl = null, flecks = null, stamp = null, seed = 1, layer = null, core = null } = {}) => {
	const base = waxen(c, { mottle: 0.1, seed, glow: 0.55 });
	const skin = (x, y, z, nx, ny, nz, o) => {
		base(x, y, z, nx, ny, nz, o);
		let q = [o.r, o.g, o.b];
		if (swirl) { const t = Math.sin((x * 5 + cloud(x * 2.4 + seed, y * 2.4, z * 2.4) * 9) * 1.2); q = mix(q, swirl, t > 0.1 ? Math.min(1, (t - 0.1) * 4) * 0.9 : 0); }
		if (layer) q = x + (noise(z * 3 + seed, y * 3, 1) - 0.5) * 0.12 > 0.08 ? layer : q;
		if (core && length(x / 0.9, z) < 0.2 && ny > 0.5) q = core;
		if (flecks && noise(x * 30 + seed, y * 30, z * 30) > 0.77) q = mix(q, flecks, 0.8);
		[o.r, o.g, o.b] = q;
	};
	const pressed = stamp ? (x, y, z) => (y > b * 0.5 ? -0.022 * stamp(x, z) : 0) : (x, y, z) => (noise(x * 9, y * 9 + seed, z * 9) - 0.5) * 0.006;
	return put(box(a, b, d, 0.045), skin, [at[0], at[1] + b, at[2]], [0, 0, 0, length(a, b, d) + 0.02], { spin: [spin, 0, roll], bump: pressed });
};
const band = (img, at, ink, { b = 0.165, d = 0.35, w = 0.24, spin = 0 } = {}) => put(box(w, b, d, 0.03), (x, y, z, nx, ny, nz, o) => { printed(img, w, d, ink, { face: 'y' })(x, y, z, nx, ny, nz, o); }, [at[0], at[1] + b - 0.004, at[2]], [0, 0, 0, length(w, b, d) + 0.02], { spin: [spin] });
const wrapper = (title, ink, ground) => image(svg(240, 340, `<path d="M0 14h240M0 326h240" stroke="${ink}" stroke-width="6"/><circle cx="120" cy="120" r="44" fill="none" stroke="${ink}" stroke-width="5"/><path d="M120 84c20 18 20 52 0 70c-20-18-20-52 0-70z" fill="${ink}"/><text x="120" y="232" text-anchor="middle" font-family="DejaVu Serif" font-size="38" fill="${ink}">${title}</text><text x="120" y="276" text-anchor="middle" font-family="DejaVu Serif" font-style="italic" font-size="22" fill="${ink}">savon à froid</text>`, ground), 300);
const ringStamp = (x, z) => { const r = length(x * 0.9, z); return Math.abs(r - 0.23) < 0.018 || (Math.abs(x) < 0.02 && Math.abs(z) < 0.15) || Math.abs(length(Math.abs(x) - 0.08, z + 0.02) - 0.07) < 0.016 ? 1 : 0; };
const square = (x, z) => (Math.max(Math.abs(x), Math.abs(z)) < 0.27 && Math.max(Math.abs(x), Math.abs(z)) > 0.235) || (Math.abs(z + 0.1) < 0.025 && Math.abs(x) < 0.17) || (Math.abs(z) < 0.025 && Math.abs(x) < 0.12) || (Math.abs(z - 0.1) < 0.025 && Math.abs(x) < 0.17) ? 1 : 0;
const cord = (at, spin, k = 1) => put((x, y, z) => Math.min(length(Math.max(Math.abs(y) - 0.165 * k, Math.abs(z) - 0.35) - 0.005, x), length(Math.max(Math.abs(x) - 0.53, Math.abs(y) - 0.165 * k) - 0.005, z)) * 0.7 - 0.014, plain(P.oak, { grain: 0.4 }), [at[0], at[1] + 0.165 * k, at[2]], [0, 0, 0, 0.7], { spin: [spin], step: 0.6 });
const lavender = (at, spin) => put(union(rope([[0, 0, 0], [0.4, 0.03, 0.02], [0.9, 0.02, 0]], 0.012), ...Array.from({ length: 12 }, (_, i) => move(ellipsoid(0.05, 0.035, 0.035), -0.02 - i * 0.042 + 0.1, 0.015 + (i % 2) * 0.02, (i % 3 - 1) * 0.035))), (x, y, z, nx, ny, nz, o) => { const c = x < 0.16 ? mix(P.plum, P.lilac, 0.45) : P.olive; [o.r, o.g, o.b] = c; o.wax = 0.3; }, [at[0], at[1] + 0.035, at[2]], [0.2, 0, 0, 0.75], { spin: [spin], step: 0.7 });

export const soapworks = {
	'lavender-cold-process-bar': () => set(table(...papers.sage, { wide: 0.95, tall: 0.6, pitch: 0.52 }), soap(mix(P.lilac, P.chalk, 0.25), [-0.05, 0, -0.1], { spin: 0.35, flecks: P.plum, b: 0.2 }), lavender([0.05, 0, 0.46], 0.3), lavender([0.2, 0, 0.58], 0.12)),
	'olive-oil-cube-72': () => set(table(...papers.terra, { wide: 0.85, tall: 0.95, pitch: 0.4 }), soap(mix(P.olive, P.butter, 0.42), [0, 0, 0], { a: 0.44, b: 0.42, d: 0.44, spin: 0.5, stamp: square })),
	'rose-clay-swirl-bar': () => set(table(...papers.moss, { wide: 0.95, tall: 0.65, pitch: 0.5 }), soap(P.cream, [-0.12, 0, -0.15], { spin: 0.25, swirl: P.rose, b: 0.2 }), soap(P.cream, [0.2, 0.38, -0.08], { spin: -0.4, swirl: P.rose, b: 0.17, seed: 7, a: 0.48 })),
	'charcoal-and-tea-tree': () => set(table(...papers.peach, { wide: 0.95, tall: 0.6, pitch: 0.5 }), soap(P.charcoal, [0, 0, 0], { spin: -0.35, stamp: ringStamp, b: 0.19, a: 0.5, d: 0.4 })),
	'honey-and-oat-bar': async () => { const img = await wrapper('miel', '#6A452D', '#F1E0B8'); return set(table(...papers.ochre, { wide: 0.95, tall: 0.6, pitch: 0.52 }), soap(P.honey, [0, 0, 0], { spin: 0.3, flecks: P.cream }), band(img, [0, 0, 0], P.cream, { spin: 0.3 })); },
	'marseille-soap-on-rope': () => set(table(...papers.indigo, { wide: 0.95, tall: 0.75, pitch: 0.45 }), put(ellipsoid(0.42, 0.27, 0.34), waxen(mix(P.sage, P.butter, 0.35), { glow: 0.5 }), [-0.1, 0.27, 0], [0, 0, 0, 0.46], { spin: [0.3] }), put(rope([[0.2, 0.32, 0], [0.5, 0.26, 0.12], [0.8, 0.06, 0.3], [0.92, 0.04, 0.02], [0.78, 0.04, -0.2], [0.5, 0.2, -0.12], [0.2, 0.3, -0.02]], 0.032), plain(P.wool, { grain: 0.3 }), [-0.1, 0, 0], [0.5, 0.2, 0, 0.7], { bump: (x, y, z) => Math.sin((x + y + z) * 90) * 0.005 })),
	'sea-salt-spa-bar': () => set(table(...papers.slate, { wide: 0.95, tall: 0.6, pitch: 0.5 }), soap(P.sky, [0, 0, 0], { spin: -0.25, layer: P.chalk, b: 0.2 }), Array.from({ length: 11 }, (_, i) => put(box(0.035, 0.03, 0.03, 0.006), plain(P.chalk, { shine: 0.5, gloss: 0.4 }), [-0.55 + i * 0.11 + Math.sin(i * 5) * 0.08, 0.03, 0.5 + Math.cos(i * 3.3) * 0.12], [0, 0, 0, 0.07], { spin: [i] }))),
	'calendula-baby-soap': () => set(table(...papers.sky, { wide: 0.9, tall: 0.55, pitch: 0.58 }), put(cylinder(0.46, 0.15, 0.06), (x, y, z, nx, ny, nz, o) => { waxen(P.butter, { glow: 0.6 })(x, y, z, nx, ny, nz, o); if (noise(x * 22, y * 22, z * 22) > 0.76) { const c = P.mustard; o.r = c[0]; o.g = c[1] * 0.8; o.b = c[2]; } }, [0, 0.15, 0], [0, 0, 0, 0.52], { bump: (x, y, z) => (y > 0.1 ? -0.02 * (Math.abs(length(x, z) - 0.32 - 0.05 * Math.cos(Math.atan2(z, x) * 8)) < 0.016 || length(x, z) < 0.07 ? 1 : 0) : 0) })),
	'shaving-soap-cedar-bowl': () => set(table(...papers.teal, { wide: 0.95, tall: 0.85, pitch: 0.42 }), put(thrown([[0.34, 0], [0.4, 0.03], [0.48, 0.16], [0.48, 0.3]], 0.05), wood(P.cherry, P.walnut, { along: 'y' }), [-0.2, 0, 0], [0, 0.15, 0, 0.58]), put(cylinder(0.42, 0.07, 0.04), waxen(P.cream), [-0.2, 0.22, 0], [0, 0, 0, 0.46]), put(thrown([[0.13, 0], [0.15, 0.03], [0.07, 0.14], [0.12, 0.3], [0.11, 0.36]], 0.03, true), wood(P.cherry, P.walnut, { along: 'y', seed: 3 }), [0.58, 0, 0.18], [0, 0.18, 0, 0.28]), put((x, y, z) => { const r = length(x, z); return (length(r / (0.1 + y * 0.3), Math.max(0, y - 0.26) / 0.12) - 1) * 0.09 - 0; }, (x, y, z, nx, ny, nz, o) => { const k = 0.7 + 0.3 * noise(Math.atan2(z, x) * 16, y * 3, 1); const c = y < 0.14 ? P.charcoal : P.cream; o.r = c[0] * k; o.g = c[1] * k; o.b = c[2] * k; }, [0.58, 0.34, 0.18], [0, 0.18, 0, 0.34], { step: 0.6, bump: (x, y, z) => noise(Math.atan2(z, x) * 24, y * 2, 3) * 0.02 })),
	'soap-trio-in-linen-cord': () => set(table(...papers.blush, { wide: 0.95, tall: 0.95, pitch: 0.4, window: panes() }), [[P.lilac, P.plum], [P.butter, P.mustard], [P.celadon, P.moss]].map(([c, f], i) => soap(c, [0, i * 0.325, 0], { spin: 0.4, flecks: f, seed: i + 3 })), cord([0, 0, 0], 0.4, 3)),
	'nettle-shampoo-bar': () => set(table(...papers.plum, { wide: 0.9, tall: 0.6, pitch: 0.52 }), put(cylinder(0.42, 0.17, 0.09), (x, y, z, nx, ny, nz, o) => { waxen(mix(P.moss, P.sage, 0.5), { glow: 0.4, mottle: 0.2 })(x, y, z, nx, ny, nz, o); if (noise(x * 34, y * 34, z * 34) > 0.74) { o.r *= 0.55; o.g *= 0.6; o.b *= 0.5; } }, [-0.25, 0.17, -0.1], [0, 0, 0, 0.5]), put(cylinder(0.42, 0.17, 0.09), (x, y, z, nx, ny, nz, o) => { waxen(mix(P.moss, P.sage, 0.7), { glow: 0.4, mottle: 0.2, seed: 4 })(x, y, z, nx, ny, nz, o); if (noise(x * 34, y * 34, z * 34) > 0.74) { o.r *= 0.55; o.g *= 0.6; o.b *= 0.5; } }, [0.34, 0.34, 0.2], [0, 0, 0, 0.5], { spin: [0.2, 0.95, 0.35] })),
	'saboun-zeit-gift-stack': () => set(table(...papers.butter, { wide: 1.05, tall: 0.95, pitch: 0.38, window: dapple(3) }), [[-0.38, 0, 0.1], [0.38, 0, -0.12], [0.0, 0.44, -0.02]].map((p, i) => soap(mix(P.olive, P.cream, 0.5 + i * 0.1), p, { a: 0.35, b: 0.22, d: 0.32, spin: 0.3 - i * 0.35, stamp: square, seed: i * 3 + 1 }))),
};
