/**
 * `npm run bench:pages`: how soon a page can be used on a mid-range phone, with nothing cached.
 *
 * The phone is Lighthouse's (4 times slower a processor, 412 × 823), its line Chrome DevTools' “Fast 4G”: 9 Mbit/s down, 1.5 up and
 * 60 ms, with the factors that DevTools applies as it delays requests and not packets. Interactive is the later of the first paint
 * and of `performance.mark('interactive')`, which the layout sets when every handler of the page is attached. Floor of the same
 * run: an empty page from the same server.
 */
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openMarket } from '#testing/market/open-market.ts';
import { joinMarket, listProduct } from '#testing/market/people.ts';
import { openChromium } from '../scripts/services/chromium.js';
import { PHONE, visit, type Visit } from './pages/visit.ts';

const { values: options } = parseArgs({
	options: {
		runs: { type: 'string', default: '7' },
		limit: { type: 'string', default: '1000' },
		latency: { type: 'string', default: String(PHONE.network.latency) },
		json: { type: 'string' },
		strict: { type: 'boolean', default: false },
	},
});
const [runs, limit, latency] = [options.runs, options.limit, options.latency].map(Number) as [
	number,
	number,
	number,
];
const out = (line = '') => process.stdout.write(`${line}\n`);
const MEASURES = ['ttfb', 'fcp', 'lcp', 'cls', 'interactive', 'blocked', 'scriptKb'] as const;
const EMPTY = 'build/client/bench-empty.html';

const folder = await mkdtemp(join(tmpdir(), 'marketday-bench-'));
await writeFile(EMPTY, '<!doctype html><html lang="en"><title>Empty</title><p>Empty</p></html>');
const browser = await chromium.launch({
	executablePath: await openChromium(),
	args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const market = await openMarket({ env: { MEDIA_DIR: folder } });
try {
	const seed = spawn(process.execPath, ['workers/seed.ts'], {
		env: { ...process.env, DATABASE_URL: market.databaseUrl, MEDIA_DIR: folder },
		stdio: 'ignore',
	});
	await once(seed, 'exit');
	const [ana, bob, ben] = [
		await joinMarket(market, 'ana'),
		await joinMarket(market, 'bob'),
		await joinMarket(market, 'ben'),
	];
	const [cup, tray] = [await listProduct(ana, 'Cup'), await listProduct(bob, 'Tray')];
	const featured = await ben.call('GET', '/api/products?q=bowl&limit=1');
	const items = [cup, tray].map((thing) => ({ variant_id: thing.variants[0]!.id, quantity: 1 }));
	const checkout = await ben.call('POST', '/api/checkouts', { items });
	if (checkout.status !== 201) throw new Error(`no checkout: ${checkout.status} ${checkout.text}`);
	const pages = {
		'empty (floor)': '/bench-empty.html',
		home: '/',
		product: (featured.body.items[0] ?? cup).url as string,
		checkout: `/checkout/${checkout.body.id}`,
	};

	// Not counted: a server that has just started is busy with itself.
	for (let n = 0; n < 5; n++) for (const path of Object.values(pages)) await ben.call('GET', path);
	const load = loadavg()[0]!;
	const visits = Object.fromEntries(Object.keys(pages).map((name) => [name, [] as Visit[]]));
	for (let n = 0; n < runs; n++)
		for (const [name, path] of Object.entries(pages))
			visits[name]!.push(await visit(browser, market.url() + path, { cookie: ben.cookie, latency }));

	out();
	out(
		`cold visits on a mid-range phone: processor ÷ ${PHONE.slowdown}, ${PHONE.line}, ${latency} ms for each request, ${runs} of each page`,
	);
	out(`load average at the start ${load.toFixed(2)}; median / p75, in ms (cls without unit, script in KB)`);
	out();
	out(`${''.padEnd(16)}${MEASURES.map((name) => name.padStart(16)).join('')}`);
	const report: Record<string, Record<string, { median: number; p75: number }>> = {};
	for (const [name, all] of Object.entries(visits)) {
		const figures = Object.fromEntries(
			MEASURES.map((measure) => {
				const sorted = all.map((one) => one[measure]).sort((a, b) => a - b);
				const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
				return [measure, { median: at(0.5), p75: at(0.75) }];
			}),
		);
		report[name] = figures;
		const cells = MEASURES.map((measure) => {
			const { median, p75 } = figures[measure]!;
			const digits = measure === 'cls' ? 3 : 0;
			return `${median.toFixed(digits)} / ${p75.toFixed(digits)}`.padStart(16);
		});
		out(`${name.padEnd(16)}${cells.join('')}`);
	}
	const reached = report['checkout']!['interactive']!.p75;
	out();
	out(`checkout interactive at p75 after ${reached.toFixed(0)} ms, limit ${limit} ms`);
	if (options.json)
		await writeFile(
			options.json,
			JSON.stringify({ phone: PHONE, latency, runs, load, limit, pages: report }, null, 2),
		);
	if (options.strict && !(reached <= limit)) process.exitCode = 1;
} finally {
	await browser.close();
	await market.close();
	await rm(EMPTY, { force: true });
	await rm(folder, { recursive: true, force: true });
}
