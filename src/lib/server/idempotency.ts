/**
 * Once-only requests: the same key and body give the same answer, however often and however much at once they are sent.
 *
 * Invariant: one row per (whose, route, key), written by the very transaction that does the deed; so there is an answer if
 * and only if the deed was done.
 * Lock: the UNIQUE key. The second request of a key waits on the first one's row and then replays its answer. Without it a
 * double click is two purchases.
 * Stored are successes and the refusals that would be the same again (409, 422); faults and "busy" never are.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal, type RefusalCode, type RefusalData } from '../refusal.ts';
import { crashPoint } from './crash-point.ts';
import { CommitUnknown, db, isDuplicate, isLockTimeout, transaction, type Tx } from './db.ts';

export type Once = {
	/** Whose key it is: a user's id. */
	scope: string;
	route: string;
	/** The client's key, at most 255 bytes; without one the request still survives a lost answer to COMMIT. */
	key: string | undefined;
	/** What was asked. Only its SHA-256 is kept, but put no secret in it all the same. */
	input: unknown;
};

/** An answer as it was first given: `body` is replayed to the letter. */
export type OnceAnswer = { status: number; body: string; replayed: boolean };

type Deed = {
	status: number;
	body: unknown;
	/** Statements that must come last before COMMIT, since they lock what everybody wants. */
	last?: () => Promise<void>;
};

const MOST_LOOKS = 3;

/**
 * Does `deed` in one transaction, once per key.
 * @throws {Refusal} what the deed refused; key_reused if the key came with another input before; in_progress if the first
 *   request of the key is still at work after 3 s
 */
export async function once(request: Once, deed: (tx: Tx) => Promise<Deed>): Promise<OnceAnswer> {
	const row = {
		scope: request.scope,
		route: request.route,
		idempotency_key: Buffer.from(request.key ?? `own-${crypto.randomUUID()}`),
	};
	const fingerprint = createHash('sha256').update(canonical(request.input)).digest();
	for (let look = 1; ; look++) {
		try {
			return await first(row, fingerprint, deed);
		} catch (error) {
			if (!(error instanceof CommitUnknown || error instanceof Seen) || look === MOST_LOOKS) throw error;
			const answer = await replay(row, fingerprint);
			if (answer) return answer;
			// Nothing there: the lost COMMIT did not happen, or the other request was rolled back. So it is ours to do.
		}
	}
}

type Row = { scope: string; route: string; idempotency_key: Buffer };

class Seen extends Error {}

async function first(row: Row, fingerprint: Buffer, deed: (tx: Tx) => Promise<Deed>): Promise<OnceAnswer> {
	const answer = await transaction(async (tx) => {
		await claimKey(tx, row, fingerprint);
		crashPoint('once:after-key');
		await sql`savepoint deed`.execute(tx);
		try {
			const done = await deed(tx);
			const body = JSON.stringify(done.body);
			await store(tx, row, done.status, body);
			crashPoint('once:after-answer');
			await done.last?.();
			crashPoint('once:before-commit');
			return { status: done.status, body };
		} catch (error) {
			if (!(error instanceof Refusal) || (error.status !== 409 && error.status !== 422)) throw error;
			await sql`rollback to savepoint deed`.execute(tx);
			await store(tx, row, error.status, JSON.stringify({ code: error.code, data: error.data }));
			return error;
		}
	});
	if (answer instanceof Refusal) throw answer;
	crashPoint('once:after-commit');
	return { ...answer, replayed: false };
}

async function claimKey(tx: Tx, row: Row, fingerprint: Buffer): Promise<void> {
	try {
		await tx
			.insertInto('idempotency_keys')
			.values({ ...row, fingerprint, created_at: sql<Date>`now(3)` })
			.execute();
	} catch (error) {
		if (isDuplicate(error)) throw new Seen('this key has been used', { cause: error });
		if (isLockTimeout(error)) throw new Refusal('in_progress', { retry_after: 1 });
		throw error;
	}
}

async function store(tx: Tx, row: Row, status: number, body: string): Promise<void> {
	await tx
		.updateTable('idempotency_keys')
		.set({ status, body })
		.where('scope', '=', row.scope)
		.where('route', '=', row.route)
		.where('idempotency_key', '=', row.idempotency_key)
		.execute();
}

async function replay(row: Row, fingerprint: Buffer): Promise<OnceAnswer | null> {
	const stored = await db
		.selectFrom('idempotency_keys')
		.select(['fingerprint', 'status', 'body'])
		.where('scope', '=', row.scope)
		.where('route', '=', row.route)
		.where('idempotency_key', '=', row.idempotency_key)
		.executeTakeFirst();
	if (!stored) return null;
	if (!stored.fingerprint.equals(fingerprint)) throw new Refusal('key_reused');
	if (stored.status === null || stored.body === null) throw new Error('an idempotency key without an answer');
	if (stored.status >= 400) {
		const refusal = JSON.parse(stored.body) as { code: RefusalCode; data: RefusalData };
		throw new Refusal(refusal.code, refusal.data);
	}
	return { status: stored.status, body: stored.body, replayed: true };
}

/** The body of a success that is stored under a key, or null. For a page that is come back to. */
export async function findDone(scope: string, route: string, key: string): Promise<string | null> {
	const stored = await db
		.selectFrom('idempotency_keys')
		.select('body')
		.where('scope', '=', scope)
		.where('route', '=', route)
		.where('idempotency_key', '=', Buffer.from(key))
		.where('status', '<', 400)
		.executeTakeFirst();
	return stored?.body ?? null;
}

/** JSON with its keys in order, so that `{a, b}` and `{b, a}` are one request. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}

const SWEPT_AT_ONCE = 1_000;

/**
 * Forgets keys two days after they were used. On a `lasting` route the answer to a success stays as long as what it made; but
 * not under a key that was our own, which nobody can send again.
 */
export async function sweepOldKeys(lasting: readonly string[]): Promise<void> {
	for (;;) {
		const { numDeletedRows } = await db
			.deleteFrom('idempotency_keys')
			.where('created_at', '<', sql<Date>`date_sub(now(3), interval 2 day)`)
			.where((eb) =>
				eb.or([
					eb('route', 'not in', lasting),
					eb('status', '>=', 400),
					eb('idempotency_key', 'like', Buffer.from('own-%')),
				]),
			)
			.limit(SWEPT_AT_ONCE)
			.executeTakeFirst();
		if (Number(numDeletedRows) < SWEPT_AT_ONCE) return;
	}
}
