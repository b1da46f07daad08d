import { length } from '../length.js';
import { mix, paint as P } from '../paint.js';
import { box, cylinder, turn } from '../shapes.js';
import { leather, plain, printed, wood } from '../skins.js';
import { image } from '../image.js';
import { dapple, flat, panes, papers, put, table } from '../stage.js';
import { motifs } from './motifs.js';

const set = (scene, ...things) => ({ ...scene, things: things.flat(3) });
/** A loose sheet whose corner has not forgotten the drawer. */
const loose = (img, at, { a = 0.8, b = 1.0, spin = 0, lift = 0.14, y = 0.012, edge = P.chalk, thick = 0.008 } = {}) => {
	const f = box(a, thick, b, thick * 0.9);
	const curl = (x, z) => { const d = Math.max(0, (x / a + z / b) - 1.25); const e = Math.max(0, -(x / a) - z / b - 1.5); return (d * d + e * e) * lift * 2.2; };
	return put((x, q, z) => f(x, q - curl(x, z), z) * 0.9, printed(img, a, b, edge, { face: 'y' }), [at[0], y, at[1]], [0, 0.05, 0, length(a, b) + 0.15], { spin: [spin], step: 0.75 });
};
const framed = (img, tone, at, { a = 0.72, b = 0.9, spin = [0.18, -0.13] } = {}) => {
	const rail = 0.065, grain = wood(...tone, { along: 'y', rings: 8, seed: 3 });
	const f = (x, y, z) => { const q = Math.max(Math.abs(x) - a, Math.abs(y) - b); return Math.max(q, q > -rail ? Math.abs(z) - 0.055 : Math.abs(z + 0.02) - 0.02, -9); };
	const body = (x, y, z) => Math.min(box(a - rail, b - rail, 0.03)(x, y, z), Math.max(Math.max(Math.abs(x) - a, Math.abs(y) - b), Math.abs(z) - 0.06, -(Math.max(Math.abs(x) - a + rail, Math.abs(y) - b + rail))));
	const art = printed(img, a - rail, b - rail, P.chalk, { shine: 0.05 });
	void f;
	return put(body, (x, y, z, nx, ny, nz, o) => (Math.max(Math.abs(x) - a + rail, Math.abs(y) - b + rail) > -0.002 ? grain : art)(x, y, z, nx, ny, nz, o), [at[0], at[1] + b, at[2]], [0, 0, 0, length(a, b) + 0.08], { spin });
};
const oak = [P.maple, P.oak], dark = [mix(P.walnut, P.black, 0.4), P.black];
const pic = (name) => image(motifs[name](), 900);
const print = (paper, name, more = {}) => async () => set(flat(papers[paper][0], { half: 1.28, window: more.window }), loose(await pic(name), [0, 0.02], { spin: more.spin ?? 0.08, a: 0.86, b: 1.075 }));
const frame = (paper, name, tone, more = {}) => async () => set({ ...table(...papers[paper], { wide: 0.95, tall: 1.75, pitch: 0.12, wallAt: -0.7, cove: 0.3, window: more.window }), light: [-0.68, 0.52, 0.52] }, framed(await pic(name), tone, [0, 0, -0.28]));

export const prints = {
	'night-owl-linocut': print('peach', 'owl'),
	'hare-in-stubble-linocut': frame('blush', 'hare', oak, { window: panes() }),
	'heron-at-low-water': print('butter', 'heron', { spin: -0.07 }),
	'fig-branch-botanical': frame('clay', 'fig', oak),
	'three-boats-screenprint': frame('slate', 'boats', dark),
	'field-poppies-print': print('sky', 'poppies', { spin: -0.1, window: dapple(6) }),
	'forest-mushrooms-linocut': print('sage', 'mushrooms'),
	'four-herrings-kitchen-print': frame('teal', 'fish', oak),
	'winter-house-at-night': frame('ochre', 'night', dark),
	'market-cat-poster': print('stone', 'cat', { spin: 0.05 }),
	'tulip-cards-set-of-six': async () => { const [a, b, c] = [await pic('tulips'), await pic('poppies'), await pic('fig')]; return set(flat(papers.lilac[0], { half: 1.3 }), [[a, -0.5, -0.35, 0.35], [b, 0.42, -0.5, -0.2], [c, -0.35, 0.62, -0.12], [a, 0.5, 0.5, 0.18]].map(([img, x, z, s], i) => loose(img, [x, z], { a: 0.42, b: 0.525, spin: s, y: 0.02 + i * 0.02, thick: 0.012, lift: 0.05 }))); },
	'market-day-tea-poster': print('moss', 'market', { spin: -0.04 }),
	'leaf-wrapping-paper-rolls': async () => { const img = await pic('repeat'); const roll = (x, z, s, c) => put(turn(cylinder(0.16, 1.15, 0.004), 'x', Math.PI / 2), (a, b, d, nx, ny, nz, o) => { const t = Math.atan2(a, b) / 6.283 + 0.5, q = img.at((t * 1.6) % 1, ((d + 1.2) / 1.3) % 1); const k = Math.abs(nz) > 0.7 ? 0.7 + 0.3 * Math.sin(length(a, b) * 160) : 1; const col = Math.abs(nz) > 0.7 ? P.chalk : mix(q, c, 0.08); o.r = col[0] * k; o.g = col[1] * k; o.b = col[2] * k; }, [x, 0.16, z], [0, 0, 0, 1.2], { spin: [s] }); return set(flat(papers.terra[0], { half: 1.4, tilt: 0.3 }), roll(-0.45, 0, 0.3, P.cream), roll(0.1, 0.05, 0.36, P.clay), roll(0.6, -0.05, 0.24, P.moss)); },
	'owl-sticker-sheet': async () => set(flat(papers.indigo[0], { half: 1.2 }), loose(await pic('stickers'), [0, 0], { a: 0.72, b: 0.9, spin: -0.14, lift: 0.2 })),
	'linen-spine-sketchbook': async () => { const img = await pic('repeat'); return set(flat(papers.ochre[0], { half: 1.35, tilt: 0.3 }), put(box(0.72, 0.11, 0.95, 0.02), (x, y, z, nx, ny, nz, o) => { if (ny > 0.6) { const c = x < -0.5 ? P.wine : img.at((x / 0.72 + 1) / 2, (z / 0.95 + 1) / 2); [o.r, o.g, o.b] = c; } else { const k = 0.8 + 0.2 * Math.sin(y * 190); o.r = P.cream[0] * k; o.g = P.cream[1] * k; o.b = P.cream[2] * k; if (x < -0.68) leather(P.wine)(x, y, z, nx, ny, nz, o); } }, [0, 0.11, 0], [0, 0, 0, 1.25], { spin: [0.28] }), put(turn(cylinder(0.03, 0.62, 0.01), 'x', Math.PI / 2), plain(P.clay, { shine: 0.3 }), [0.86, 0.03, 0.2], [0, 0, 0, 0.66], { spin: [0.1] })); },
};
