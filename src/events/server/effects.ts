/**
 * What follows from events: reads the log behind a durable cursor and writes, in one transaction with the cursor, the rows
 * of what is owed (chores, and whatever `alsoWrite` adds). Only after COMMIT is anything queued.
 *
 * Lock: the cursor's row, FOR UPDATE SKIP LOCKED; two workers never read the same events at once. UNIQUE keys on what is
 * written keep a restored cursor harmless.
 */
import { transaction, type Tx } from '../../lib/server/db.ts';
import { catalogue, isEventType } from '../catalogue.ts';
import type { Chore } from '../jobs.ts';
import { addChores } from './chores.ts';
import { readAfter, type TailEvent } from './tail.ts';

const PAGE = 200;

/** Takes at most 200 events further. Answers how many were read. */
export async function takeEffects(alsoWrite: (tx: Tx, event: TailEvent) => Promise<void>): Promise<number> {
	return await transaction(async (tx) => {
		const cursor = await tx
			.selectFrom('consumer_cursors')
			.select('gseq')
			.where('name', '=', 'effects')
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (!cursor) return 0;
		const events = await readAfter(cursor.gseq, PAGE);
		for (const event of events) {
			await addChores(tx, choresOf(event), event.request_id);
			await alsoWrite(tx, event);
		}
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

function choresOf(event: TailEvent): Chore[] {
	if (!isEventType(event.type)) return [];
	const definition: { chores?: (data: never, id: string) => Chore[] } = catalogue[event.type];
	return definition.chores?.(event.data as never, event.entity_id) ?? [];
}
