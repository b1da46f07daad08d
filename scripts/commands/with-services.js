// node scripts/with-services.js [--own|--open-or-own] FILE.ts [ARGUMENT…]
// Runs a script against the market of this checkout: the one that is open now, else its data on services started for
// the purpose. With --own the script gets an empty, migrated database and Redis of its own, thrown away afterwards, and a
// fresh build (benchmarks measure the production build); with --open-or-own only if no market is open.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { atEnd, live } from '../processes/lifetime.js';
import { start } from '../processes/spawn.js';
import { at, data } from '../paths.js';
import { buildIfChanged } from '../services/build.js';
import { script } from '../services/open-market.js';
import { openServices } from '../services/open-services.js';
import { runningState, secretKey } from '../services/state.js';
import { Halt } from '../terminal/steps.js';

await live(async () => {
	const mode = /^--(own|open-or-own)$/.exec(process.argv[2] ?? '')?.[1];
	const [file, ...args] = process.argv.slice(mode ? 3 : 2);
	if (!file) throw new Halt('usage: node scripts/with-services.js [--own|--open-or-own] FILE.ts [ARGUMENT…]');
	if (!existsSync(at(file))) throw new Halt(`There is no ${file}.`);
	const open = mode === 'own' ? undefined : (await runningState())?.env;
	const env = open ?? (mode ? await ownServices() : await dataServices(file));
	return start({ command: process.execPath, args: [at(file), ...args], env, grace: 20_000 }).ended;
});

async function ownServices() {
	const folder = data(`own-${process.pid}`);
	atEnd(() => rmSync(folder, { recursive: true, force: true }));
	const services = await openServices({ folder, durable: true, database: 'marketday_own', purpose: 'own' });
	const env = {
		MARKETDAY_ENV: 'test',
		DATABASE_URL: services.databaseUrl,
		REDIS_URL: services.redisUrl,
		MEDIA_DIR: path.join(folder, 'media'),
		SECRET_KEY: secretKey(),
		/** For markets with a Redis of their own, which benchmarks and tests open. */
		...(services.redisServer && { REDIS_SERVER_PATH: services.redisServer }),
	};
	await script('Tables', 'workers/migrate.ts', env);
	await buildIfChanged();
	return env;
}

/** @param {string} file */
async function dataServices(file) {
	const given = Boolean(process.env.DATABASE_URL);
	const services = await openServices({
		folder: data(),
		durable: true,
		database: 'marketday',
		purpose: 'start',
	});
	const env = {
		DATABASE_URL: services.databaseUrl,
		REDIS_URL: services.redisUrl,
		MEDIA_DIR: process.env.MEDIA_DIR || data('media'),
		MAILBOX_DIR: process.env.MAILBOX_DIR || data('mailbox'),
		SECRET_KEY: secretKey(),
	};
	// Somebody else's database changes its tables only when told to by `npm run migrate`.
	if (!given && !file.endsWith('migrate.ts')) await script('Tables', 'workers/migrate.ts', env);
	return env;
}
