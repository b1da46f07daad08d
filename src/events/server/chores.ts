/**
 * Chores as rows: what the market owes the world (a mail, a capture, a refund), written before it is tried.
 *
 * Invariant: (kind, ref) is unique, so an event that is read twice starts its chore once; a chore is run by one worker at a
 * time, by its lease; a worker that lost its lease cannot mark it (the epoch is part of the condition).
 * A chore that has failed for good stays as `dead` with its last error, for an admin to see and start again.
 */
import { sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { db, transaction, type Tx } from '../../lib/server/db.ts';
import { jobs, type Chore, type JobName } from '../jobs.ts';

export const LEASE_SECONDS = 60;
export const MOST_ATTEMPTS = 12;

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
		.ignore()
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
		.execute();
}

/**
 * Takes chores that are due and not in the queue (never queued, or queued before `staleSeconds` and still not done, or
 * leased by a worker that died), raising their epoch so that the queue takes them as new.
 */
export async function claimDue(
	limit: number,
	staleSeconds: number,
): Promise<{ id: string; epoch: number }[]> {
	return await transaction(async (tx) => {
		const due = await tx
			.selectFrom('chores')
			.select(['id', 'epoch'])
			.where((eb) =>
				eb.or([
					eb.and([eb('status', '=', 'pending'), eb('due_at', '<=', sql<Date>`now(3)`)]),
					eb.and([eb('status', '=', 'running'), eb('lease_until', '<', sql<Date>`now(3)`)]),
				]),
			)
			.orderBy('due_at')
			.limit(limit)
			.forUpdate()
			.skipLocked()
			.execute();
		if (due.length === 0) return [];
		await tx
			.updateTable('chores')
			.set({
				epoch: sql`epoch + 1`,
				status: 'pending',
				lease_until: null,
				// Not offered again before this: the queue has it now.
				due_at: sql<Date>`date_add(now(3), interval ${staleSeconds} second)`,
			})
			.where(
				'id',
				'in',
				due.map((chore) => chore.id),
			)
			.execute();
		return due.map((chore) => ({ id: chore.id, epoch: chore.epoch + 1 }));
	});
}

/** Leases a chore for this worker, or answers null when it is done, dead, another's, or queued under a newer epoch. */
export async function leaseChore(id: string, epoch: number): Promise<LeasedChore | null> {
	const leased = await db
		.updateTable('chores')
		.set({
			status: 'running',
			attempts: sql`attempts + 1`,
			lease_until: sql<Date>`date_add(now(3), interval ${LEASE_SECONDS} second)`,
		})
		.where('id', '=', id)
		.where('epoch', '=', epoch)
		.where('status', '=', 'pending')
		.executeTakeFirst();
	if (leased.numUpdatedRows !== 1n) return null;
	const row = await db.selectFrom('chores').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	return {
		id,
		kind: row.kind as JobName,
		data: JSON.parse(row.data),
		attempts: row.attempts,
		epoch,
		requestId: row.request_id,
	};
}

export async function finishChore(id: string, epoch: number): Promise<void> {
	await db
		.updateTable('chores')
		.set({ status: 'done', done_at: sql<Date>`now(3)`, lease_until: null, last_error: null })
		.where('id', '=', id)
		.where('epoch', '=', epoch)
		.where('status', '=', 'running')
		.execute();
}

/** Puts a failed chore back, later and later (2 s, 4 s … at most 10 min), or gives it up. Answers whether it is dead. */
export async function failChore(chore: LeasedChore, error: string, forGood: boolean): Promise<boolean> {
	const dead = forGood || chore.attempts >= MOST_ATTEMPTS;
	const waitSeconds = Math.min(600, 2 ** chore.attempts);
	await db
		.updateTable('chores')
		.set({
			status: dead ? 'dead' : 'pending',
			last_error: error.slice(0, 1_000),
			lease_until: null,
			due_at: sql<Date>`date_add(now(3), interval ${waitSeconds} second)`,
		})
		.where('id', '=', chore.id)
		.where('epoch', '=', chore.epoch)
		.where('status', '=', 'running')
		.execute();
	return dead;
}

/** Offers a dead chore again, by an admin's hand. Answers whether there was one. */
export async function reviveChore(tx: Tx, id: string): Promise<boolean> {
	const revived = await tx
		.updateTable('chores')
		.set({ status: 'pending', attempts: 0, due_at: sql<Date>`now(3)` })
		.where('id', '=', id)
		.where('status', '=', 'dead')
		.executeTakeFirst();
	return revived.numUpdatedRows === 1n;
}
