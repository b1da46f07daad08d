/**
 * The one door to MySQL, and the one way to change anything in it: `transaction()`.
 *
 * Rules that the rest of the house relies on:
 * - READ COMMITTED and strict mode on every connection; the database's clock (UTC) decides what has expired.
 * - Any error rolls the whole transaction back. After a lock timeout InnoDB would otherwise keep the first half.
 * - Deadlocks, lock timeouts and connections lost *before* COMMIT was sent run the function again; so it must do nothing
 *   that cannot be done twice (no network, no mail).
 * - A lost answer to COMMIT is never tried again blindly: it throws CommitUnknown, and whoever holds an idempotency key
 *   looks on a fresh connection whether it happened.
 */
import { Kysely, MysqlDialect, sql, type Transaction } from 'kysely';
import { createPool, type PoolOptions } from 'mysql2';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { env } from './env.ts';
import { log } from './log.ts';
import { counters } from './metrics.ts';
import type { DB } from './tables.ts';

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

const SQL_MODE =
	'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

export function connectionOptions(url: string): PoolOptions {
	return {
		uri: url,
		charset: 'utf8mb4_unicode_ci',
		timezone: 'Z',
		jsonStrings: true,
		supportBigNumbers: true,
		connectTimeout: 5_000,
		enableKeepAlive: true,
		// Else the system's two hours, which a connection cut without a word would be waited for.
		keepAliveInitialDelay: 10_000,
		connectionLimit: env.DATABASE_POOL,
		maxIdle: env.DATABASE_POOL,
		queueLimit: 2_000,
	};
}

/** A Kysely on its own pool. Processes use `db`; tests and tools may open another. */
export function openDatabase(url: string): Db {
	return new Kysely<DB>({
		dialect: new MysqlDialect({
			pool: async () => createPool(connectionOptions(url)),
			onCreateConnection: async (connection) => {
				const run = (text: string) => connection.executeQuery({ ...sql.raw(text).compile(db) });
				await run('set session transaction isolation level read committed');
				await run(`set session sql_mode='${SQL_MODE}', time_zone='+00:00', innodb_lock_wait_timeout=3`);
			},
		}),
	});
}

export const db: Db = openDatabase(env.DATABASE_URL);

/** Errors after which nothing was written and the same work may be tried again. */
const TRY_AGAIN = new Set([1020, 1040, 1203, 1205, 1213, 3572]);
const CONNECTION_LOST = new Set([
	'PROTOCOL_CONNECTION_LOST',
	'ECONNRESET',
	'EPIPE',
	'ECONNREFUSED',
	'ETIMEDOUT',
	'ENOENT',
	// A container or a name that is away for a moment.
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);
const CONNECTION_LOST_ERRNO = new Set([1053, 1077, 1079, 1927, 2006, 2013, 3024, 4031]);

const MOST_TRIES = 5;
const DEADLINE_MS = 3_000;

/** COMMIT was sent and no answer came: it may or may not have happened. */
export class CommitUnknown extends Error {
	constructor(cause: unknown) {
		super('The answer to COMMIT was lost', { cause });
		this.name = 'CommitUnknown';
	}
}

export function isDuplicate(error: unknown): boolean {
	return errnoOf(error) === 1062;
}

/** Somebody else held the row for longer than we wait (3 s). */
export function isLockTimeout(error: unknown): boolean {
	return errnoOf(error) === 1205;
}

function errnoOf(error: unknown): number | undefined {
	return typeof error === 'object' && error && 'errno' in error && typeof error.errno === 'number'
		? error.errno
		: undefined;
}

export function isConnectionLoss(error: unknown): boolean {
	const code = typeof error === 'object' && error && 'code' in error ? String(error.code) : '';
	return (
		CONNECTION_LOST.has(code) ||
		CONNECTION_LOST_ERRNO.has(errnoOf(error) ?? 0) ||
		/closed state|Pool is closed|Queue limit reached/.test(String(error))
	);
}

/** MySQL is away, or was lost on the way: nobody's fault who asks, and well again soon. */
export function isAway(error: unknown): boolean {
	return error instanceof CommitUnknown || isConnectionLoss(error);
}

const afterCommits = new WeakMap<Tx, Set<() => void>>();

/** Runs `hint` once when `tx` has committed, and not at all if it does not. For hints only: it may be lost in a crash. */
export function afterCommit(tx: Tx, hint: () => void): void {
	afterCommits.get(tx)?.add(hint);
}

/**
 * Runs `work` in one transaction and answers what it returned.
 * @throws {Refusal} whatever `work` refused (rolled back), or `busy` when no try got through in 3 s
 * @throws {CommitUnknown} when the answer to COMMIT was lost
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>, on: Db = db): Promise<T> {
	const started = performance.now();
	for (let attempt = 1; ; attempt++) {
		try {
			return await once(work, on);
		} catch (error) {
			if (error instanceof Refusal || error instanceof CommitUnknown) throw error;
			const again = TRY_AGAIN.has(errnoOf(error) ?? 0) || isConnectionLoss(error);
			if (!again) throw error;
			counters.transactionRetries.inc({ errno: String(errnoOf(error) ?? 'connection') });
			const spent = performance.now() - started;
			if (attempt >= MOST_TRIES || spent > DEADLINE_MS) {
				log.warn({ err: error, attempt, spent }, 'transaction given up');
				throw new Refusal('busy', { retry_after: 2 });
			}
			await sleep(5 + Math.random() * Math.min(100, 10 * 2 ** attempt));
		}
	}
}

async function once<T>(work: (tx: Tx) => Promise<T>, on: Db): Promise<T> {
	const hints = new Set<() => void>();
	let commitSent = false;
	try {
		const result = await on.transaction().execute(async (tx) => {
			afterCommits.set(tx, hints);
			const answer = await work(tx);
			commitSent = true;
			return answer;
		});
		for (const hint of hints) hint();
		return result;
	} catch (error) {
		throw commitSent && isConnectionLoss(error) ? new CommitUnknown(error) : error;
	}
}

/** Answers whether the database answers, within `ms` milliseconds. */
export async function databaseAnswers(ms = 1_000): Promise<boolean> {
	const asked = sql`select 1`.execute(db).then(
		() => true,
		() => false,
	);
	return Promise.race([asked, sleep(ms, false, { ref: false })]);
}
