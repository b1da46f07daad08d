/** How the market's machinery is doing, as far as this process can see. */
import { sql } from 'kysely';
import { readHeartbeats } from '#events/server/heartbeat.ts';
import { openChoreQueue, openClockQueue } from '#events/server/queue.ts';
import { db } from '#lib/server/db.ts';
import { openRedis } from '#lib/server/redis.ts';

/** A chore due for this long and not begun is late. */
const LATE_SECONDS = 60;

const isLate = sql<boolean>`status in ('pending', 'queued', 'running')
	and due_at < date_sub(now(3), interval ${LATE_SECONDS} second)
	and (lease_until is null or lease_until < now(3))`;

export async function countTroubles(): Promise<{ dead: number; late: number }> {
	const row = await db
		.selectFrom('chores')
		.select([
			sql<number>`count(case when status = 'dead' then 1 end)`.as('dead'),
			sql<number>`count(case when ${isLate} then 1 end)`.as('late'),
		])
		.where('status', 'in', ['dead', 'pending', 'queued', 'running'])
		.executeTakeFirstOrThrow();
	return { dead: Number(row.dead), late: Number(row.late) };
}

/** Unfinished chores and those done within a day, by kind. */
export async function choresByKind() {
	const rows = await db
		.selectFrom('chores')
		.select([
			'kind',
			sql<number>`count(case when status in ('pending', 'queued') then 1 end)`.as('pending'),
			sql<number>`count(case when status = 'running' then 1 end)`.as('running'),
			sql<number>`count(case when status = 'done' then 1 end)`.as('done'),
			sql<number>`count(case when status = 'dead' then 1 end)`.as('dead'),
			sql<number>`count(case when ${isLate} then 1 end)`.as('late'),
		])
		.where((eb) =>
			eb.or([eb('status', '!=', 'done'), eb('done_at', '>', sql<Date>`date_sub(now(3), interval 1 day)`)]),
		)
		.groupBy('kind')
		.orderBy('kind')
		.execute();
	return rows.map(({ kind, ...counts }) => ({
		kind,
		pending: Number(counts.pending),
		running: Number(counts.running),
		done: Number(counts.done),
		dead: Number(counts.dead),
		late: Number(counts.late),
	}));
}

/** Chores given up, the latest first, at most 50. */
export async function deadChores() {
	const rows = await db
		.selectFrom('chores')
		.select(['id', 'kind', 'ref', 'attempts', 'last_error', 'created_at', 'request_id'])
		.where('status', '=', 'dead')
		.orderBy('created_at', 'desc')
		.limit(50)
		.execute();
	return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}

/** How far the log is behind what was recorded, and the workers behind the log. */
export async function logState() {
	const { rows } = await sql<{
		gseq: number;
		epoch: number;
		waiting: number;
		oldest: number | null;
		effects: number | null;
	}>`select s.gseq, s.epoch,
			(select count(*) from outbox) as waiting,
			(select timestampdiff(microsecond, min(recorded_at), now(3)) / 1000 from outbox) as oldest,
			(select gseq from consumer_cursors where name = 'effects') as effects
		from sequencer s where s.id = 1`.execute(db);
	const row = rows[0];
	return {
		events: row?.gseq ?? 0,
		epoch: row?.epoch ?? 0,
		/** Recorded but not yet in the log. */
		waiting: row?.waiting ?? 0,
		oldest_ms: row?.oldest === null || row?.oldest === undefined ? null : Math.round(Number(row.oldest)),
		/** In the log, but their chores are not yet written. */
		effects_behind: (row?.gseq ?? 0) - (row?.effects ?? 0),
	};
}

export async function databaseState() {
	const began = performance.now();
	const { rows } = await sql<{ version: string; connections: string; uptime: string }>`
		select version() as version`.execute(db);
	const answered = performance.now() - began;
	const status = await sql<{ Variable_name: string; Value: string }>`
		show global status where Variable_name in ('Threads_connected', 'Uptime')`.execute(db);
	const value = (name: string) =>
		Number(status.rows.find((row) => row.Variable_name === name)?.Value ?? Number.NaN);
	return {
		version: rows[0]?.version ?? 'unknown',
		answered_ms: Math.round(answered * 10) / 10,
		connections: value('Threads_connected'),
		uptime_seconds: value('Uptime'),
	};
}

/** Queues, workers and memory in Redis; null while it is away, which costs time and nothing else. */
export async function redisState() {
	const redis = openRedis('hasty', 'health');
	const [chores, clock] = [openChoreQueue(), openClockQueue()];
	try {
		await redis.connect();
		const began = performance.now();
		await redis.ping();
		const answered = performance.now() - began;
		const info = await redis.info();
		const read = (key: string) => new RegExp(`^${key}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
		const counts = await Promise.all(
			[chores, clock].map(async (queue) => ({
				name: queue.name,
				...(await queue.getJobCounts('waiting', 'active', 'delayed', 'failed')),
			})),
		);
		return {
			version: read('redis_version'),
			memory: read('used_memory_human'),
			policy: read('maxmemory_policy'),
			answered_ms: Math.round(answered * 10) / 10,
			workers: await readHeartbeats(redis),
			queues: counts as { name: string; waiting: number; active: number; delayed: number; failed: number }[],
		};
	} catch {
		return null;
	} finally {
		redis.disconnect();
		await Promise.allSettled([chores.close(), clock.close()]);
	}
}
