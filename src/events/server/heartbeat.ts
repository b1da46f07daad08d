/** Which workers are alive, for the admin's page. Kept in Redis alone: it is no fact, and gone with it. */
import type { Redis } from 'ioredis';
import { hostname } from 'node:os';
import { openRedis, PREFIX } from '#lib/server/redis.ts';
import { runLoop } from './loop.ts';

const KEY = `${PREFIX}:workers`;
const EVERY_MS = 5_000;
const GONE_AFTER_MS = 20_000;

export type WorkerBeat = {
	/** "host:pid" */
	worker: string;
	pid: number;
	/** ISO 8601 UTC. */
	since: string;
	at: string;
	busy: number;
	last_chore: { kind: string; outcome: string; at: string } | null;
};

export function startHeartbeat(read: () => Pick<WorkerBeat, 'busy' | 'last_chore'>): {
	stop: () => Promise<void>;
} {
	const redis = openRedis('hasty', 'heartbeat');
	redis.connect().catch(() => undefined);
	const worker = `${hostname()}:${process.pid}`;
	const since = new Date().toISOString();
	const loop = runLoop('heartbeat', { everyMs: EVERY_MS }, async () => {
		if (redis.status !== 'ready') return false;
		const beat: WorkerBeat = {
			worker,
			pid: process.pid,
			since,
			at: new Date().toISOString(),
			...read(),
		};
		await redis.hset(KEY, worker, JSON.stringify(beat)).catch(() => undefined);
		return false;
	});
	return {
		async stop() {
			await loop.stop();
			if (redis.status === 'ready') await redis.hdel(KEY, worker).catch(() => undefined);
			redis.disconnect();
		},
	};
}

/** The workers heard of in the last 20 s, by name. Throws when Redis is away. */
export async function readHeartbeats(redis: Redis): Promise<WorkerBeat[]> {
	const beats = Object.values(await redis.hgetall(KEY)).map((text) => JSON.parse(text) as WorkerBeat);
	const silent = beats.filter((beat) => Date.now() - Date.parse(beat.at) > GONE_AFTER_MS);
	if (silent.length > 0) await redis.hdel(KEY, ...silent.map((beat) => beat.worker));
	return beats
		.filter((beat) => !silent.includes(beat))
		.sort((one, other) => one.worker.localeCompare(other.worker));
}
