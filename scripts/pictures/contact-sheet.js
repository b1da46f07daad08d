// A sheet of small pictures to judge by eye: node scripts/pictures/contact-sheet.js out.png [width] [name part…]
import sharp from 'sharp';
import { pictures } from './pictures.js';
import { render } from './render.js';

const [out = 'contact-sheet.png', size = '160', ...only] = process.argv.slice(2);
const keys = Object.keys(pictures).filter((k) => only.length === 0 || only.some((o) => k.includes(o) || pictures[k].stall === o));
const w = Number(size), h = Math.round(w * 1.25), across = Math.max(1, Math.floor(1640 / (w + 8)));
const rows = Math.ceil(keys.length / across);
const tiles = [];
for (const [i, key] of keys.entries()) {
	const scene = await pictures[key].scene();
	const input = await sharp(render(scene, w, h), { raw: { width: w, height: h, channels: 3 } }).png().toBuffer();
	tiles.push({ input, left: 8 + (i % across) * (w + 8), top: 8 + Math.floor(i / across) * (h + 8) });
}
await sharp({ create: { width: across * (w + 8) + 8, height: rows * (h + 8) + 8, channels: 3, background: '#FAF6EE' } }).composite(tiles).png().toFile(out);
console.log(keys.length, 'pictures', out);
