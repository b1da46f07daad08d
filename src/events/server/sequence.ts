/**
 * Gives every recorded event its place in the log: `gseq` 1, 2, 3 … over all, `sseq` 1, 2, 3 … within each stream.
 *
 * Invariant: the log is dense and only grows at its end, so a reader may ask for `gseq > mine` and never miss one.
 * Lock: the row of `sequencer`, FOR UPDATE SKIP LOCKED, held to COMMIT. Whoever has it is the leader; there is no lease and
 * no clock, and a killed leader frees it at once. Without it two processes would give the same number.
 * The outbox is read with a plain snapshot, not a locking read: if T1 committed before T2 wrote its row, every snapshot that
 * sees T2's row sees T1's, and the ids order them. A row that commits late is only later, never skipped, since rows are
 * consumed by deletion and not by a cursor. (An auto-increment id as cursor loses it: ids are handed out before commit.)
 */
import { sql } from 'kysely';
import { crashPoint } from '../../lib/server/crash-point.ts';
import { db, transaction, type Db, type Tx } from '../../lib/server/db.ts';
import { log } from '../../lib/server/log.ts';
import { counters } from '../../lib/server/metrics.ts';
import { catalogue, isEventType, type StreamName } from '../catalogue.ts';
import { runLoop, type Loop } from './loop.ts';
import { hint, onHint } from './wake.ts';

const MOST_AT_ONCE = 500;
/** A server start that moved by more than this is another start; Uptime counts whole seconds. */
const START_TOLERANCE_SECONDS = 3;

/** Sequences what the outbox holds, at most 500 events. Answers how many; 0 also when another process is at it. */
export async function sequenceOnce(on: Db = db): Promise<number> {
	return await transaction(async (tx) => {
		const head = await tx
			.selectFrom('sequencer')
			.select(['gseq'])
			.where('id', '=', 1)
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (!head) return 0;
		const rows = await tx.selectFrom('outbox').selectAll().orderBy('id').limit(MOST_AT_ONCE).execute();
		if (rows.length === 0) return 0;

		const told = rows.map((row) => ({ row, ...audience(row.type, row.data, row.entity_id) }));
		const heads = await lockHeads(tx, new Set(told.flatMap((event) => event.streams)));
		let gseq = head.gseq;
		const places: { stream: string; sseq: number; gseq: number }[] = [];
		const events = told.map(({ row, streams, shopId }) => {
			gseq += 1;
			const own: Record<string, number> = {};
			for (const stream of streams) {
				const sseq = (heads.get(stream) ?? 0) + 1;
				heads.set(stream, sseq);
				own[stream] = sseq;
				places.push({ stream, sseq, gseq });
			}
			const { id, ...event } = row;
			return { ...event, gseq, outbox_id: id, streams: JSON.stringify(own), shop_id: shopId };
		});
		await tx.insertInto('events').values(events).execute();
		if (places.length > 0) {
			await tx.insertInto('event_streams').values(places).execute();
			await tx
				.insertInto('stream_heads')
				.values([...heads].map(([stream, value]) => ({ stream, head: value })))
				.onDuplicateKeyUpdate({ head: sql`values(head)` })
				.execute();
		}
		await tx.updateTable('sequencer').set({ gseq }).where('id', '=', 1).execute();
		await tx
			.deleteFrom('outbox')
			.where(
				'id',
				'in',
				rows.map((row) => row.id),
			)
			.execute();
		crashPoint('sequence:before-commit');
		return rows.length;
	}, on);
}

function audience(
	type: string,
	text: string,
	entityId: string,
): { streams: StreamName[]; shopId: string | null } {
	if (!isEventType(type)) {
		// Written by a newer release during a rolling start: it keeps its place in the log and is for admins to see.
		log.error({ type }, 'an event of an unknown type');
		return { streams: ['admin'], shopId: null };
	}
	try {
		const data = JSON.parse(text) as never;
		const streams = (catalogue[type].streams as (data: never, id: string) => StreamName[])(data, entityId);
		return {
			streams: [...new Set(streams)],
			shopId: (data as { shop_id?: string }).shop_id ?? (catalogue[type].entity === 'shop' ? entityId : null),
		};
	} catch (error) {
		// One event in a shape of another release must not stop the log for everybody.
		log.error({ err: error, type, entityId }, 'an event that cannot be read');
		return { streams: ['admin'], shopId: null };
	}
}

/** Current heads of the streams. The sequencer row is locked, so nobody else moves them. */
async function lockHeads(tx: Tx, streams: Set<string>): Promise<Map<string, number>> {
	const heads = new Map<string, number>();
	if (streams.size === 0) return heads;
	const rows = await tx
		.selectFrom('stream_heads')
		.selectAll()
		.where('stream', 'in', [...streams])
		.execute();
	for (const row of rows) heads.set(row.stream, row.head);
	return heads;
}

/**
 * Raises the epoch when the database server has been started anew: InnoDB may show a commit before it is on disk, so a crash
 * can take back an event that a client has seen and give its number to another. Clients of an older epoch fetch afresh.
 */
export async function checkEpoch(on: Db = db): Promise<void> {
	await transaction(async (tx) => {
		const uptime = await sql<{ Value: string }>`show global status like 'Uptime'`.execute(tx);
		const seconds = Number(uptime.rows[0]?.Value ?? 0);
		await sql`update sequencer
			set epoch = epoch + 1, server_started_at = date_sub(now(), interval ${seconds} second)
			where id = 1 and abs(timestampdiff(second, server_started_at, date_sub(now(), interval ${seconds} second))) > ${START_TOLERANCE_SECONDS}`.execute(
			tx,
		);
	}, on);
}

/** Keeps sequencing until stopped. Any number of processes may run it. */
export function startSequencer(): Loop {
	// Before the first number, and after every fault: the next one must not be given in the epoch of before a crash.
	let sameServer = false;
	const loop = runLoop('sequencer', { everyMs: 100 }, async () => {
		if (!sameServer) await checkEpoch();
		sameServer = false;
		const count = await sequenceOnce();
		sameServer = true;
		if (count > 0) {
			counters.eventsSequenced.inc(count);
			hint('log');
		}
		return count === MOST_AT_ONCE;
	});
	const unhint = onHint('outbox', loop.wake);
	const epochs = runLoop('epoch', { everyMs: 5_000 }, async () => {
		await checkEpoch();
		return false;
	});
	return {
		wake: loop.wake,
		async stop() {
			unhint();
			await Promise.all([loop.stop(), epochs.stop()]);
		},
	};
}
