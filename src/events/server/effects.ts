/**
 * What follows from events: reads the log behind a durable cursor and writes, in one transaction with the cursor, the rows
 * of what is owed (chores, and whatever `alsoWrite` adds). Only after COMMIT is anything queued.
 *
 * Lock: the cursor's row, FOR UPDATE SKIP LOCKED; two workers never read the same events at once. UNIQUE keys on what is
 * written keep a restored cursor harmless. An event whose effects cannot be written (a fault of ours) is set aside as a chore
 * of its own, so that it neither stops those behind it nor is forgotten.
 */
import { Refusal } from '../../lib/refusal.ts';
import { CommitUnknown, isConnectionLoss, transaction, type Tx } from '../../lib/server/db.ts';
import { log } from '../../lib/server/log.ts';
import { catalogue, isEventType } from '../catalogue.ts';
import type { Chore } from '../jobs.ts';
import { addChores } from './chores.ts';
import { readAfter, type TailEvent } from './tail.ts';

export const EFFECTS_PAGE = 200;

export type AlsoWrite = (tx: Tx, event: TailEvent) => Promise<void>;

/** Takes at most 200 events further. Answers how many were read; 0 also when another process is at it. */
export async function takeEffects(alsoWrite: AlsoWrite): Promise<number> {
	try {
		return await takePage(EFFECTS_PAGE, (tx, event) => writeEffects(tx, event, alsoWrite));
	} catch (error) {
		if (isForLater(error)) throw error;
		return await takeOneByOne(alsoWrite);
	}
}

/** A fault of the moment, not of an event: the same page is read again. A refusal by what is written is a fault of the event. */
function isForLater(error: unknown): boolean {
	const busy = error instanceof Refusal && error.code === 'busy';
	return busy || error instanceof CommitUnknown || isConnectionLoss(error);
}

/** One event a transaction, so that only the one at fault is set aside. */
async function takeOneByOne(alsoWrite: AlsoWrite): Promise<number> {
	for (let taken = 0; taken < EFFECTS_PAGE; taken++) {
		try {
			if ((await takePage(1, (tx, event) => writeEffects(tx, event, alsoWrite))) === 0) return taken;
		} catch (error) {
			if (isForLater(error)) throw error;
			await takePage(1, async (tx, event) => {
				log.error(
					{ err: error, gseq: event.gseq, type: event.type },
					'the effects of an event are set aside',
				);
				await setAside(tx, event);
			});
		}
	}
	return EFFECTS_PAGE;
}

/** The effects of one event that was set aside. Safe to run twice. */
export async function takeEffectsOf(gseq: number, alsoWrite: AlsoWrite): Promise<void> {
	await transaction(async (tx) => {
		const [event] = await readAfter(gseq - 1, 1, tx);
		if (event?.gseq === gseq) await writeEffects(tx, event, alsoWrite);
	});
}

async function takePage(size: number, write: (tx: Tx, event: TailEvent) => Promise<void>): Promise<number> {
	return await transaction(async (tx) => {
		const cursor = await tx
			.selectFrom('consumer_cursors')
			.select('gseq')
			.where('name', '=', 'effects')
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (!cursor) return 0;
		const events = await readAfter(cursor.gseq, size, tx);
		for (const event of events) await write(tx, event);
		const last = events.at(-1);
		if (last)
			await tx
				.updateTable('consumer_cursors')
				.set({ gseq: last.gseq })
				.where('name', '=', 'effects')
				.execute();
		return events.length;
	});
}

async function writeEffects(tx: Tx, event: TailEvent, alsoWrite: AlsoWrite): Promise<void> {
	await addChores(tx, choresOf(event), event.request_id);
	await alsoWrite(tx, event);
}

async function setAside(tx: Tx, event: TailEvent): Promise<void> {
	await addChores(
		tx,
		[{ kind: 'take-effects', ref: String(event.gseq), data: { gseq: event.gseq } }],
		event.request_id,
	);
}

function choresOf(event: TailEvent): Chore[] {
	if (!isEventType(event.type)) return [];
	const definition: { chores?: (data: never, id: string, version: number) => Chore[] } =
		catalogue[event.type];
	return definition.chores?.(event.data as never, event.entity_id, event.entity_version) ?? [];
}
