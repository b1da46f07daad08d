// What `npm start` and `npm run dev` have in common: services, tables, the demo market, a mail catcher.
import { mkdirSync } from 'node:fs';
import { atEnd } from '../processes/lifetime.js';
import { freePort, webPort } from '../processes/ports.js';
import { run } from '../processes/run.js';
import { keep } from '../processes/supervise.js';
import { at, data, logFile } from '../paths.js';
import { Halt, say, step } from '../terminal/steps.js';
import { openServices } from './open-services.js';
import { clearState, readState, secretKey, writeState } from './state.js';

/**
 * @typedef {object} Market
 * @property {Record<string, string>} env for the web and worker processes
 * @property {string} origin
 * @property {string | undefined} mailbox where caught mail is shown
 * @property {string} signIns what the seed printed
 * @property {string} database what it runs on
 */

/**
 * @param {string} by the command that asks, for those who come later
 * @returns {Promise<Market>}
 */
export async function openMarket(by) {
	const other = readState();
	if (other)
		throw new Halt(
			`${other.by} already runs from this checkout, at ${other.origin} (process ${other.pid}). Stop it first.`,
		);
	const kind = process.env.MARKETDAY_ENV || 'development';
	if (process.env.DATABASE_URL)
		say(
			`In the database of DATABASE_URL tables are brought up to date${kind === 'production' ? '' : ' and the demo market is filled in'}.`,
		);

	if (kind === 'production' && !process.env.SECRET_KEY)
		throw new Halt(
			'MARKETDAY_ENV=production needs SECRET_KEY: 32 characters or more that nobody else knows.',
		);

	const host = process.env.HOST || '127.0.0.1';
	const port = await webPort(process.env.PORT, host);
	const origin = process.env.ORIGIN || `http://localhost:${port}`;
	const services = await openServices({
		folder: data(),
		durable: true,
		database: 'marketday',
		purpose: 'start',
	});
	mkdirSync(data('media'), { recursive: true });

	/** @type {Record<string, string>} */
	const env = {
		MARKETDAY_ENV: kind,
		HOST: host,
		PORT: String(port),
		ORIGIN: origin,
		DATABASE_URL: services.databaseUrl,
		REDIS_URL: services.redisUrl,
		MEDIA_DIR: process.env.MEDIA_DIR || data('media'),
		SECRET_KEY: secretKey(),
	};
	const catches = !process.env.SMTP_URL && kind !== 'production';
	if (catches) {
		const smtp = await freePort();
		env.SMTP_URL = `smtp://127.0.0.1:${smtp}`;
		env.MAILBOX_DIR = process.env.MAILBOX_DIR || data('mailbox');
		const args = [at('scripts/services/mail-sink.js'), String(smtp), env.MAILBOX_DIR];
		keep({
			name: 'The mail catcher',
			command: process.execPath,
			args,
			log: logFile('mail'),
			grace: 2000,
		}).settle();
	} else if (!process.env.SMTP_URL)
		throw new Halt('MARKETDAY_ENV=production needs SMTP_URL, the server that sends mail.');

	await script('Tables', 'workers/migrate.ts', env);
	// The demo's passwords are printed for all to see, so it never enters a production market.
	const signIns = kind === 'production' ? '' : await script('Demo market', 'workers/seed.ts', env);

	writeState({ pid: process.pid, by, origin, env });
	atEnd(clearState);
	return {
		env,
		origin,
		mailbox: catches ? `${origin}/dev/mail` : undefined,
		signIns,
		database: services.database,
	};
}

/**
 * Runs a script of `workers/` to its end.
 *
 * @param {string} title
 * @param {string} file
 * @param {Record<string, string>} env
 * @returns {Promise<string>} what it printed
 */
export function script(title, file, env) {
	const name = file.replace(/^.*\/|\.ts$/g, '');
	return step(title, () =>
		run({ command: process.execPath, args: [at(file)], env, log: logFile(name), what: file }),
	);
}
