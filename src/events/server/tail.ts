/**
 * Reads the log as it grows and hands each event, in order and once, to this process's listener. Starts at the head: what
 * was before is replayed per stream when somebody asks for it.
 */
import { sql } from 'kysely';
import { db, type Db } from '../../lib/server/db.ts';
import { isPublic, type EventType, type LogEvent } from '../catalogue.ts';
import { runLoop, type Loop } from './loop.ts';
import { onHint } from './wake.ts';

const PAGE = 1_000;

/** An event with its place in each of its streams. */
export type TailEvent = Omit<LogEvent, 'sseq'> & {
	streams: Record<string, number>;
	request_id: string | null;
};

export type Tail = Loop & {
	/** Where it stands; 0 before it has begun. */
	cursor: () => number;
	/** When it has found the head, which it waits for as long as MySQL is away. */
	begun: Promise<void>;
};

export function startTail(listen: (events: TailEvent[]) => void): Tail {
	let cursor: number | undefined;
	const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
	const loop = runLoop('tail', { everyMs: 100 }, async () => {
		if (cursor === undefined) {
			cursor = await readHead();
			begin();
		}
		const events = await readAfter(cursor, PAGE);
		const last = events.at(-1);
		if (!last) return false;
		cursor = last.gseq;
		listen(events);
		return events.length === PAGE;
	});
	const unhint = onHint('log', loop.wake);
	return {
		wake: loop.wake,
		cursor: () => cursor ?? 0,
		begun,
		async stop() {
			unhint();
			await loop.stop();
		},
	};
}

export async function readHead(): Promise<number> {
	const row = await db.selectFrom('sequencer').select('gseq').where('id', '=', 1).executeTakeFirstOrThrow();
	return row.gseq;
}

/** Events after `gseq`, oldest first. */
export async function readAfter(gseq: number, limit: number, on: Db = db): Promise<TailEvent[]> {
	const rows = await on
		.selectFrom('events')
		.selectAll()
		.where('gseq', '>', gseq)
		.orderBy('gseq')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		gseq: row.gseq,
		type: row.type as EventType,
		v: row.v,
		entity_id: row.entity_id,
		entity_version: row.entity_version,
		data: JSON.parse(row.data),
		actor_id: row.actor_id,
		request_id: row.request_id,
		at: row.recorded_at.toISOString(),
		streams: JSON.parse(row.streams) as Record<string, number>,
	}));
}

/**
 * One page of a stream after `sseq`, oldest first, and where the stream ends.
 * `oldest` is the first number still kept: a cursor below `oldest - 1` cannot be resumed.
 */
export async function readStream(stream: string, after: number, limit: number): Promise<LogEvent[]> {
	const rows = await db
		.selectFrom('event_streams')
		.innerJoin('events', 'events.gseq', 'event_streams.gseq')
		.select([
			'event_streams.sseq',
			'events.gseq',
			'events.type',
			'events.v',
			'events.entity_id',
			'events.entity_version',
			'events.data',
			'events.actor_id',
			'events.recorded_at',
		])
		.where('event_streams.stream', '=', stream)
		.where('event_streams.sseq', '>', after)
		.orderBy('event_streams.sseq')
		.limit(limit)
		.execute();
	return rows.map(
		({ recorded_at, data, type, ...row }) =>
			({
				...row,
				type: type as EventType,
				data: JSON.parse(data),
				actor_id: isPublic(stream) ? null : row.actor_id,
				at: recorded_at.toISOString(),
			}) as LogEvent,
	);
}

export type StreamEnds = { head: number; oldest: number; epoch: number };

/** Where a stream begins (the oldest event kept) and ends, in which epoch. An empty stream has head 0, oldest 1. */
export async function readEnds(stream: string): Promise<StreamEnds> {
	const row = await db
		.selectFrom('sequencer')
		.leftJoin('stream_heads', (join) => join.on('stream_heads.stream', '=', stream))
		.select((eb) => [
			'sequencer.epoch',
			'stream_heads.head',
			eb
				.selectFrom('event_streams')
				.select(sql<number | null>`min(sseq)`.as('oldest'))
				.where('event_streams.stream', '=', stream)
				.as('oldest'),
		])
		.where('sequencer.id', '=', 1)
		.executeTakeFirstOrThrow();
	const head = row.head ?? 0;
	return { head, oldest: row.oldest ?? head + 1, epoch: row.epoch };
}

/** The cursors a page carries: read them *before* the state they go with, so that what happens between is replayed. */
export async function readCursors<Name extends string>(
	streams: Name[],
): Promise<{ epoch: number; heads: Record<Name, number> }> {
	const { epoch } = await db
		.selectFrom('sequencer')
		.select('epoch')
		.where('id', '=', 1)
		.executeTakeFirstOrThrow();
	const heads = Object.fromEntries(streams.map((stream) => [stream, 0])) as Record<Name, number>;
	if (streams.length > 0) {
		const rows = await db.selectFrom('stream_heads').selectAll().where('stream', 'in', streams).execute();
		for (const row of rows) heads[row.stream as Name] = row.head;
	}
	return { epoch, heads };
}
