/**
 * Chores as rows: what the market owes the world (a mail, a capture, a refund), written before it is tried.
 *
 *   pending → queued → running → done
 *      ↑________|_________|  ↘ dead
 *
 * Invariants: (kind, ref) is unique, so an event that is read twice starts its chore once. A chore is run by one worker at a
 * time, by its lease; the epoch rises with every queueing and every lease, and is part of each later condition, so a worker
 * that lost its lease cannot mark the chore. Any job in the queue that names a queued chore may start it, whatever its age:
 * were only the newest one allowed to, a queue slower than the sweeper would put each chore off for ever.
 * A chore that has failed for good stays as `dead` with its last error, for an admin to see and start again.
 */
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { afterCommit, db, transaction, type Tx } from '../../lib/server/db.ts';
import { jobs, type Chore, type JobName } from '../jobs.ts';
import { hint } from './wake.ts';

/** A worker that neither ends nor renews for this long has lost the chore. */
export const LEASE_SECONDS = 20;
/** Tries before a chore is dead: with pauses of 2 s, 4 s … 10 min about seven hours. */
export const MOST_ATTEMPTS = 50;

export type LeasedChore = {
	id: string;
	kind: JobName;
	data: unknown;
	attempts: number;
	epoch: number;
	requestId: string | null;
};

/** Writes chores that are not yet written. */
export async function addChores(tx: Tx, chores: Chore[], requestId: string | null): Promise<void> {
	if (chores.length === 0) return;
	await tx
		.insertInto('chores')
		.values(
			chores.map((chore) => ({
				id: newId(),
				kind: chore.kind,
				ref: chore.ref,
				data: JSON.stringify(jobs[chore.kind].parse(chore.data)),
				request_id: requestId,
				due_at: sql<Date>`date_add(now(3), interval ${(chore.delayMs ?? 0) * 1_000} microsecond)`,
				created_at: sql<Date>`now(3)`,
			})),
		)
		// Not INSERT IGNORE, which would also wave through a value that is too long.
		.onDuplicateKeyUpdate({ id: sql`chores.id` })
		.execute();
	afterCommit(tx, () => hint('chores'));
}

/**
 * Takes chores that belong into the queue: due and never queued, or queued for `staleSeconds` and not begun (their job was
 * lost with Redis), or leased by a worker that died. The caller adds each to the queue under its new epoch, or gives it back.
 */
export async function claimDue(
	limit: number,
	staleSeconds: number,
): Promise<{ id: string; epoch: number }[]> {
	return await transaction(async (tx) => {
		const due = await tx
			.selectFrom('chores')
			.select(['id', 'epoch', 'status', 'attempts'])
			.where((eb) =>
				eb.or([
					eb.and([eb('status', '=', 'pending'), eb('due_at', '<=', sql<Date>`now(3)`)]),
					eb.and([
						eb('status', '=', 'queued'),
						eb('queued_at', '<=', sql<Date>`date_sub(now(3), interval ${staleSeconds} second)`),
					]),
					eb.and([
						eb('status', '=', 'running'),
						// A chore that takes its worker down each time comes back later and later.
						sql<boolean>`lease_until < date_sub(now(3), interval if(attempts > 3, least(600, pow(2, attempts)), 0) second)`,
					]),
				]),
			)
			.orderBy('due_at')
			.limit(limit)
			.forUpdate()
			.skipLocked()
			.execute();
		const lost = due.filter((chore) => chore.status === 'running' && chore.attempts >= MOST_ATTEMPTS);
		if (lost.length > 0)
			await tx
				.updateTable('chores')
				.set({
					status: 'dead',
					lease_until: null,
					last_error: 'The worker was lost during the last try, as before',
				})
				.where(
					'id',
					'in',
					lost.map((chore) => chore.id),
				)
				.execute();
		const claimed = due.filter((chore) => !lost.includes(chore));
		if (claimed.length === 0) return [];
		await tx
			.updateTable('chores')
			.set({ epoch: sql`epoch + 1`, status: 'queued', lease_until: null, queued_at: sql<Date>`now(3)` })
			.where(
				'id',
				'in',
				claimed.map((chore) => chore.id),
			)
			.execute();
		return claimed.map((chore) => ({ id: chore.id, epoch: chore.epoch + 1 }));
	});
}

/** Gives back claimed chores that could not be added to the queue: they are due as before. */
export async function unclaim(ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	await transaction((tx) =>
		tx
			.updateTable('chores')
			.set({ status: 'pending', queued_at: null })
			.where('id', 'in', ids)
			.where('status', '=', 'queued')
			.execute(),
	);
}

/** Leases a queued chore for this worker, or answers null when it is done, dead, not due yet or another worker's. */
export async function leaseChore(id: string): Promise<LeasedChore | null> {
	return await transaction(async (tx) => {
		const leased = await tx
			.updateTable('chores')
			.set({
				status: 'running',
				epoch: sql`epoch + 1`,
				attempts: sql`attempts + 1`,
				lease_until: sql<Date>`date_add(now(3), interval ${LEASE_SECONDS} second)`,
			})
			.where('id', '=', id)
			.where('status', '=', 'queued')
			.executeTakeFirst();
		if (leased.numUpdatedRows !== 1n) return null;
		const row = await tx.selectFrom('chores').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
		return {
			id,
			kind: row.kind as JobName,
			data: JSON.parse(row.data),
			attempts: row.attempts,
			epoch: row.epoch,
			requestId: row.request_id,
		};
	});
}

/** Keeps a long chore. Answers whether it is still this worker's. */
export async function renewLease(chore: LeasedChore): Promise<boolean> {
	const renewed = await db
		.updateTable('chores')
		.set({ lease_until: sql<Date>`date_add(now(3), interval ${LEASE_SECONDS} second)` })
		.where('id', '=', chore.id)
		.where('epoch', '=', chore.epoch)
		.where('status', '=', 'running')
		.executeTakeFirst();
	return renewed.numUpdatedRows === 1n;
}

/** Marks the chore done. Answers false when it was no longer this worker's. */
export async function finishChore(chore: LeasedChore): Promise<boolean> {
	const finished = await transaction((tx) =>
		tx
			.updateTable('chores')
			.set({ status: 'done', done_at: sql<Date>`now(3)`, lease_until: null, last_error: null })
			.where('id', '=', chore.id)
			.where('epoch', '=', chore.epoch)
			.where('status', '=', 'running')
			.executeTakeFirst(),
	);
	return finished.numUpdatedRows === 1n;
}

/** Puts a failed chore back, later and later (2 s, 4 s … at most 10 min), or gives it up. Answers whether it is dead. */
export async function failChore(chore: LeasedChore, error: string, forGood: boolean): Promise<boolean> {
	const dead = forGood || chore.attempts >= MOST_ATTEMPTS;
	// A little unevenness, so that all the mails of an outage do not come back in the same second.
	const waitMs = Math.min(600, 2 ** chore.attempts) * (900 + Math.random() * 200);
	await transaction((tx) =>
		tx
			.updateTable('chores')
			.set({
				status: dead ? 'dead' : 'pending',
				last_error: error.slice(0, 1_000),
				lease_until: null,
				queued_at: null,
				due_at: sql<Date>`date_add(now(3), interval ${Math.round(waitMs) * 1_000} microsecond)`,
			})
			.where('id', '=', chore.id)
			.where('epoch', '=', chore.epoch)
			.where('status', '=', 'running')
			.execute(),
	);
	return dead;
}

/** Offers a dead chore again, by an admin's hand. Answers whether there was one. */
export async function reviveChore(tx: Tx, id: string): Promise<boolean> {
	const revived = await tx
		.updateTable('chores')
		.set({ status: 'pending', attempts: 0, queued_at: null, due_at: sql<Date>`now(3)` })
		.where('id', '=', id)
		.where('status', '=', 'dead')
		.executeTakeFirst();
	afterCommit(tx, () => hint('chores'));
	return revived.numUpdatedRows === 1n;
}
