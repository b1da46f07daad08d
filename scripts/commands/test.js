// npm test [-- [--engine mysql|mariadb] [FILTER…]]: every test, against a real database, Redis and browser.
// Ends with one plain line, `N passed, N failed`, which other programs may rely on.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { atEnd, live } from '../processes/lifetime.js';
import { at, data } from '../paths.js';
import { buildIfChanged } from '../services/build.js';
import { openChromium } from '../services/chromium.js';
import { openServices } from '../services/open-services.js';
import { bold, dim, green, red } from '../terminal/paint.js';
import { explain, Halt } from '../terminal/steps.js';
import { runPlaywright, runVitest } from './test-suites.js';

await live(async () => {
	const began = Date.now();
	/** @type {import('./test-suites.js').Tally[]} */
	const tallies = [];
	try {
		const { engine, filters } = readArguments(process.argv.slice(2));
		const env = await prepare(engine);
		tallies.push(await runVitest(env, filters));
		tallies.push(await runPlaywright(env, filters));
	} catch (error) {
		explain(error);
		tallies.push({ name: 'Getting ready', passed: 0, failed: 1, skipped: 0 });
	}

	const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
	const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
	console.log('');
	for (const { name, ...tally } of tallies)
		console.log(
			`  ${tally.failed ? red('✖') : green('✔')} ${bold(name.padEnd(14))} ${tally.passed} passed, ${tally.failed} failed` +
				(tally.skipped ? dim(`, ${tally.skipped} skipped`) : ''),
		);
	console.log(`\n  ${dim(`${((Date.now() - began) / 1000).toFixed(0)} s`)}\n`);
	if (passed === 0 && failed === 0) console.log('  No test ran, which is no success.\n');
	// Stopped before the closing line, so that nothing is printed after it.
	atEnd(() => console.log(`${passed} passed, ${failed} failed`));
	return failed > 0 || passed === 0 ? 1 : 0;
});

/** @param {'mysql' | 'mariadb'} engine */
async function prepare(engine) {
	console.log(`\n  ${bold('Marketday')} · tests\n`);
	const folder = data(`test-${process.pid}`);
	sweepOldRuns();
	mkdirSync(folder, { recursive: true });
	atEnd(() => rmSync(folder, { recursive: true, force: true }));
	const chromium = await openChromium();
	const services = await openServices({
		folder,
		durable: false,
		engine,
		database: 'marketday_test',
		purpose: 'test',
	});
	await buildIfChanged();
	return {
		MARKETDAY_ENV: 'test',
		NODE_ENV: 'test',
		DATABASE_URL: services.databaseUrl,
		REDIS_URL: services.redisUrl,
		/** For the tests that stop and start a Redis of their own. */
		REDIS_SERVER_PATH: services.redisServer,
		CHROMIUM_PATH: chromium,
		MEDIA_DIR: path.join(folder, 'media'),
	};
}

/** @param {string[]} args */
function readArguments(args) {
	/** @type {'mysql' | 'mariadb'} */
	let engine = 'mysql';
	const filters = [];
	for (let index = 0; index < args.length; index++) {
		const arg = args[index] ?? '';
		if (arg === '--engine') {
			const value = args[++index];
			if (value !== 'mysql' && value !== 'mariadb') throw new Halt('--engine is mysql or mariadb.');
			engine = value;
		} else filters.push(arg);
	}
	return { engine, filters };
}

/** Folders of runs that were killed before they could clean up. */
function sweepOldRuns() {
	mkdirSync(data(), { recursive: true });
	for (const entry of readdirSync(at('.data'))) {
		const pid = /^(?:test|own)-(\d+)$/.exec(entry)?.[1];
		if (!pid) continue;
		try {
			process.kill(Number(pid), 0);
		} catch {
			rmSync(data(entry), { recursive: true, force: true });
		}
	}
}
