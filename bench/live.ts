/**
 * `npm run bench:live`: how long from a sale's commit to another person's screen, with 200 sockets on a grid of 24 products.
 *
 * The market is the production build in processes of its own; the load comes from this one. Commit is taken as the moment that
 * the sale's event was written (database clock, same machine, just before COMMIT, so the figures err on the slow side); screen is
 * the arrival of the frame with that sale's count in a socket. Floor of the same run: an echo over one of the same sockets.
 */
import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { openLiveConnection, type LiveConnection } from '#realtime/live-connection.ts';
import { openMarket } from '#testing/market/open-market.ts';
import { buy, joinMarket, listProduct, type Listed } from '#testing/market/people.ts';

const { values: options } = parseArgs({
	options: {
		sockets: { type: 'string', default: '200' },
		sales: { type: 'string', default: '300' },
		rate: { type: 'string', default: '20' },
		web: { type: 'string', default: '1' },
		json: { type: 'string' },
	},
});
const [sockets, sales, rate, web] = [options.sockets, options.sales, options.rate, options.web].map(
	Number,
) as [number, number, number, number];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const out = (line = '') => process.stdout.write(`${line}\n`);

const market = await openMarket({ web, workers: 1 });
const viewers: LiveConnection[] = [];
try {
	const ana = await joinMarket(market, 'ana');
	const buyers = await Promise.all(Array.from({ length: 8 }, (_, n) => joinMarket(market, `ben${n}`)));
	const grid: Listed[] = [];
	for (let n = 0; n < 24; n++)
		grid.push(await listProduct(ana, `Walnut spoon no. ${n + 1}`, { stock: 10_000 }));

	// version of a variant → when it arrived, per viewer
	const arrivals = new Map<string, number[]>();
	const floor: number[] = [];
	for (let n = 0; n < sockets; n++) {
		const viewer = openLiveConnection(market.url(n % web), {
			state: () => undefined,
			stock(frames) {
				const now = Date.now();
				for (const { variants } of frames) {
					for (const { id, version } of variants) {
						const key = `${id} ${version}`;
						const known = arrivals.get(key);
						if (known) known.push(now);
						else arrivals.set(key, [now]);
					}
				}
			},
		});
		viewer.watch(grid.map((product) => product.id));
		viewers.push(viewer);
	}
	const deadline = Date.now() + 30_000;
	while (viewers.some((viewer) => !viewer.socket.connected) && Date.now() < deadline) await pause(50);

	// Not counted: processes that have just started are busy with themselves.
	for (let n = 0; n < 100; n++) {
		await buy(buyers[n % buyers.length]!, grid[n % grid.length]!, { web: n % web });
		await pause(20);
	}
	await market.settle();
	await pause(1_000);
	arrivals.clear();
	const warm = await sql<{ now: Date }>`select now(3) as now`.execute(market.db);

	const load = loadavg()[0]!;
	const clicks: number[] = [];
	const echoes = setInterval(() => {
		const sent = performance.now();
		viewers[0]!.socket.emit('clock', {}, () => floor.push(performance.now() - sent));
	}, 200);
	const started = performance.now();
	const underWay: Promise<void>[] = [];
	let refused = 0;
	for (let n = 0; n < sales; n++) {
		await pause(Math.max(0, started + (n * 1_000) / rate - performance.now()));
		const clicked = performance.now();
		underWay.push(
			buy(buyers[n % buyers.length]!, grid[n % grid.length]!, { web: n % web }).then((answer) => {
				clicks.push(performance.now() - clicked);
				if (answer.status !== 201) refused += 1;
			}),
		);
	}
	await Promise.all(underWay);
	const seconds = (performance.now() - started) / 1_000;
	await pause(1_500);
	clearInterval(echoes);

	const moved = await sql<{ variant_id: string; version: number; at: Date; reason: string }>`
		select m.variant_id, row_number() over (partition by m.variant_id order by m.created_at, m.id) as version, m.created_at as at, m.reason
		from stock_movements m where m.reason in ('initial', 'hold', 'sale')`.execute(market.db);
	const latencies: number[] = [];
	for (const { variant_id, version, at, reason } of moved.rows) {
		if (reason === 'initial' || at < warm.rows[0]!.now) continue;
		// Two sales within 100 ms share a frame: the later version shows both.
		const shown = [version, version + 1, version + 2]
			.map((v) => arrivals.get(`${variant_id} ${v}`))
			.find(Boolean);
		for (const arrived of shown ?? []) latencies.push(Math.max(0, arrived - at.getTime()));
	}
	const broken = await market.settle();

	const rows = [
		['commit → socket', latencies],
		['purchase over HTTP', clicks],
		['echo over a socket (floor)', floor],
	] as const;
	out();
	out(
		`commit to screen: ${sockets} sockets on a grid of ${grid.length}, ${sales} sales at ${rate}/s, ${web} web process(es)`,
	);
	out(
		`load average at the start ${load.toFixed(2)}, ${(sales / seconds).toFixed(1)} sales/s reached, ${refused} refused`,
	);
	out();
	out(
		`${''.padEnd(28)}${['n', 'p50', 'p95', 'p99', 'max'].map((name) => name.padStart(10)).join('')}   (ms)`,
	);
	const report: Record<string, unknown> = { sockets, sales, rate, web, load };
	for (const [name, values] of rows) {
		const sorted = [...values].sort((a, b) => a - b);
		const at = (share: number) =>
			sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
		const figures = {
			n: sorted.length,
			p50: at(0.5),
			p95: at(0.95),
			p99: at(0.99),
			max: sorted.at(-1) ?? NaN,
		};
		report[name] = figures;
		out(
			`${name.padEnd(28)}${Object.values(figures)
				.map((value) => value.toFixed(value < 10 ? 1 : 0).padStart(10))
				.join('')}`,
		);
	}
	out();
	out(`promises broken afterwards: ${broken.length}${broken.map((promise) => ` ${promise.id}`).join('')}`);
	if (options.json) writeFileSync(options.json, JSON.stringify({ ...report, broken }, null, 2));
	if (broken.length > 0 || latencies.length === 0) process.exitCode = 1;
} finally {
	for (const viewer of viewers) viewer.close();
	await market.close();
}
