/**
 * Shortens the log at its old end. Kept are the last 7 days, and never fewer than 10,000 events; what a consumer has not read, or
 * what waits to be read again by a chore of its own, stays however old it is.
 *
 * Invariant: what is left of the log, and of every stream, has no gap, since all is cut at one number. A reader whose cursor lies
 * before it is told to fetch afresh (`oldest` of `readEnds`).
 */
import { sql } from 'kysely';
import { transaction } from '../../lib/server/db.ts';

/** What is kept at least. */
export type Keep = { days: number; events: number };

const AT_ONCE = 1_000;

export async function sweepOldEvents(keep: Keep = { days: 7, events: 10_000 }): Promise<void> {
	while ((await cutOnce(keep)) === AT_ONCE);
}

/** At most 1,000 events, with their places in their streams, from the beginning of the log. Answers how many. */
async function cutOnce({ days, events: most }: Keep): Promise<number> {
	return await transaction(async (tx) => {
		const { gseq: head } = await tx
			.selectFrom('sequencer')
			.select('gseq')
			.where('id', '=', 1)
			.executeTakeFirstOrThrow();
		const { gseq: read } = await tx
			.selectFrom('consumer_cursors')
			.select((eb) => eb.fn.coalesce(eb.fn.min<number>('gseq'), sql<number>`0`).as('gseq'))
			.executeTakeFirstOrThrow();
		const { gseq: setAside } = await tx
			.selectFrom('chores')
			.select(sql<number | null>`min(cast(ref as unsigned))`.as('gseq'))
			.where('kind', '=', 'take-effects')
			.where('status', '!=', 'done')
			.executeTakeFirstOrThrow();
		const end = Math.min(head - most, read, (setAside ?? Infinity) - 1);
		const first = await tx
			.selectFrom('events')
			.select(['gseq', sql<number>`recorded_at < date_sub(now(3), interval ${days} day)`.as('old')])
			.where('gseq', '<=', end)
			.orderBy('gseq')
			.limit(AT_ONCE)
			.execute();
		const young = first.findIndex((event) => !event.old);
		const old = young < 0 ? first : first.slice(0, young);
		const last = old.at(-1);
		if (!last) return 0;
		await tx.deleteFrom('event_streams').where('gseq', '<=', last.gseq).execute();
		await tx.deleteFrom('events').where('gseq', '<=', last.gseq).execute();
		return old.length;
	});
}
