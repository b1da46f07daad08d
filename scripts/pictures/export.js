// Draws the demo market's pictures into static/demo and lists them in src/testing/demo/pictures.ts.
//   node scripts/pictures/export.js [--workers 2] [--render 1120] [--first] [--list] [name part…]
// Run by hand, after a recipe changed; the results are committed, so neither installing nor starting ever draws.
// A narrower --render is for a quick look. --first leaves second looks out; --list only writes the list anew from what is there.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { listPictures } from './list.js';
import { pictures } from './pictures.js';
import { render } from './render.js';

const folder = join(import.meta.dirname, '../../static/demo');
const widths = [320, 640, 1120];

async function draw(key, width) {
	const height = Math.round(width * 1.25);
	const scene = await pictures[key].scene();
	const raw = Buffer.from(render(scene, width, height));
	const source = sharp(raw, { raw: { width, height, channels: 3 } });
	for (const w of widths)
		await source.clone().resize(w, w * 1.25, { kernel: 'lanczos3' }).avif({ quality: w === 1120 ? 47 : 52, effort: workerData.effort }).toFile(join(folder, `${key}-${w}.avif`));
	await source.clone().resize(640, 800).webp({ quality: 66, effort: 4 }).toFile(join(folder, `${key}-640.webp`));
}

if (isMainThread) {
	const args = process.argv.slice(2);
	const option = (name, otherwise) => { const i = args.indexOf(name); return i < 0 ? otherwise : Number(args.splice(i, 2)[1]); };
	const workers = option('--workers', 2), width = option('--render', 1120);
	const listOnly = args.includes('--list');
	const first = args.includes('--first'), parts = args.filter((a) => !a.startsWith('--'));
	mkdirSync(folder, { recursive: true });
	if (!listOnly) {
		const keys = Object.keys(pictures).filter((k) => !(first && k.endsWith('-2'))).filter((k) => parts.length === 0 || parts.some((p) => k.includes(p) || pictures[k].stall === p));
		keys.sort((a, b) => a.endsWith('-2') - b.endsWith('-2'));
		let done = 0, next = 0;
		await Promise.all(Array.from({ length: workers }, () => new Promise((resolve, reject) => {
			const worker = new Worker(new URL(import.meta.url), { workerData: { width, effort: width < 1000 ? 2 : 4 } });
			const feed = () => (next < keys.length ? worker.postMessage(keys[next++]) : worker.terminate().then(resolve));
			worker.on('message', (key) => { done += 1; console.log(`${done}/${keys.length} ${key}`); feed(); });
			worker.on('error', reject);
			feed();
		})));
	}
	for (const file of readdirSync(folder)) if (!pictures[file.replace(/-\d+\.(avif|webp)$/, '')]) rmSync(join(folder, file));
	await listPictures(Object.keys(pictures).filter((k) => existsSync(join(folder, `${k}-640.webp`))), folder);
} else {
	sharp.concurrency(1);
	parentPort.on('message', async (key) => { await draw(key, workerData.width); parentPort.postMessage(key); });
}
