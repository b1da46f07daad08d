import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import {
	addChores,
	claimDue,
	failChore,
	finishChore,
	leaseChore,
	renewLease,
	unclaim,
	type LeasedChore,
} from './chores.ts';

/** A chore nobody else in this database knows, due longer than all others. */
async function owed(): Promise<string> {
	const ref = newId();
	await transaction((tx) =>
		addChores(tx, [{ kind: 'process-picture', ref, data: { picture_id: newId() } }], null),
	);
	const { id } = await db.selectFrom('chores').select('id').where('ref', '=', ref).executeTakeFirstOrThrow();
	await db
		.updateTable('chores')
		.set({ due_at: new Date(0) })
		.where('id', '=', id)
		.execute();
	return id;
}
const claimed = async (id: string, stale = 60) =>
	(await claimDue(100, stale)).some((chore) => chore.id === id);
const leased = async (id: string) => (await leaseChore(id)) as LeasedChore;
const row = (id: string) =>
	db.selectFrom('chores').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const endLease = (id: string) =>
	db
		.updateTable('chores')
		.set({ lease_until: sql<Date>`date_sub(now(3), interval 1 hour)` })
		.where('id', '=', id)
		.execute();

test('one queued chore is leased by one of ten workers', async () => {
	const id = await owed();
	await claimed(id);
	const leases = await Promise.all(Array.from({ length: 10 }, () => leaseChore(id)));
	expect(leases.filter(Boolean)).toHaveLength(1);
});

test('a worker that slept through its lease can neither mark nor keep the chore', async () => {
	const id = await owed();
	await claimed(id);
	const slept = await leased(id);
	await endLease(id);
	expect(await claimed(id)).toBe(true);
	const awake = await leased(id);
	expect(awake.epoch).toBeGreaterThan(slept.epoch);

	expect(await renewLease(slept)).toBe(false);
	expect(await finishChore(slept)).toBe(false);
	await failChore(slept, 'too late', true);
	expect((await row(id)).status).toBe('running');
	expect(await finishChore(awake)).toBe(true);
	expect((await row(id)).status).toBe('done');
});

test('what could not be queued is due again at once; what was queued and lost, after a while', async () => {
	const id = await owed();
	expect(await claimed(id)).toBe(true);
	expect(await claimed(id)).toBe(false);
	await unclaim([id]);
	expect(await claimed(id)).toBe(true);
	expect(await claimed(id, 0)).toBe(true);
});

test('an old job in the queue may start a chore that was queued again since', async () => {
	const id = await owed();
	await claimed(id);
	await claimed(id, 0);
	expect(await leaseChore(id)).not.toBeNull();
});

test('a failed chore waits before it is due, and a hopeless one is dead', async () => {
	const id = await owed();
	await claimed(id);
	expect(await failChore(await leased(id), 'the kiln is cold', false)).toBe(false);
	expect(await claimed(id)).toBe(false);
	expect(await row(id)).toMatchObject({ status: 'pending', last_error: 'the kiln is cold', attempts: 1 });

	await db
		.updateTable('chores')
		.set({ due_at: new Date(0) })
		.where('id', '=', id)
		.execute();
	await claimed(id);
	expect(await failChore(await leased(id), 'no such clay', true)).toBe(true);
	expect((await row(id)).status).toBe('dead');
});

test('a chore that takes every worker down with it ends up dead, not for ever in hand', async () => {
	const id = await owed();
	await claimed(id);
	await leased(id);
	await db.updateTable('chores').set({ attempts: 50 }).where('id', '=', id).execute();
	await endLease(id);
	expect(await claimed(id)).toBe(false);
	expect(await row(id)).toMatchObject({
		status: 'dead',
		last_error: expect.stringContaining('worker was lost'),
	});
});
