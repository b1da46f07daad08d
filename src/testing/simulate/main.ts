/**
 * The simulation itself: on a market of its own, whose processes it kills, or
 * on the one that is open in this checkout, where it kills nothing. Exit 1 when a promise was broken, or it could not run.
 */
import { writeFileSync } from 'node:fs';
import { db } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { openMarket } from '../market/open-market.ts';
import { CannotRun } from './crowd.ts';
import { readFlags } from './flags.ts';
import { simulate, type Ground } from './simulate.ts';
import { refusalsOf, tell } from './tell.ts';

const flags = readFlags(process.argv.slice(2));
if (typeof flags === 'string') throw new Error(flags);
const { json, ...wish } = flags;
const out = (line: string) => void process.stdout.write(`${line}\n`);

const HOLD_SECONDS = 3;
const ownMarket = async (): Promise<Ground> => {
	out('A market of its own: 2 web processes, 2 workers, short holds; they will be killed and started again.');
	const own = await openMarket({
		web: 2,
		workers: 2,
		env: { HOLD_SECONDS: String(HOLD_SECONDS), PAYMENT_WINDOW_SECONDS: '4', LOG_LEVEL: 'warn' },
	});
	return { url: own.url, webs: 2, db: own.db, own, holdMs: HOLD_SECONDS * 1_000 };
};
const openMarketHere = (): Ground => {
	if (env.MARKETDAY_ENV === 'production')
		throw new CannotRun('This market is in production: nobody simulates buyers there');
	out(
		`On the market that is open at http://localhost:${env.PORT}: nothing is killed, and holds are too long to expire.`,
	);
	return { url: () => `http://localhost:${env.PORT}`, webs: 1, db, holdMs: null };
};

let ground: Ground | undefined;
try {
	ground = env.MARKETDAY_ENV === 'test' ? await ownMarket() : openMarketHere();
	const outcome = await simulate(ground, wish, out);
	if (json) {
		const { diary, ...rest } = outcome;
		const { requests, unclear } = diary;
		const report = {
			...wish,
			...rest,
			requests,
			refused: refusalsOf(outcome),
			unclear: Object.fromEntries(unclear),
		};
		writeFileSync(json, JSON.stringify(report, null, 2));
	}
	if (outcome.violations.length > 0) process.exitCode = 1;
	process.once('exit', () => tell(outcome).forEach(out));
} catch (error) {
	if (!(error instanceof CannotRun)) throw error;
	process.exitCode = 1;
	process.once('exit', () => out(error.message));
} finally {
	await ground?.own?.close();
	await db.destroy();
}
