/**
 * Doors to Redis. Nothing in it is a fact: it may be emptied or gone at any moment, so a web process fails fast and goes
 * on without it, while a worker waits for it to come back.
 */
import { Redis, type RedisOptions } from 'ioredis';
import { env } from './env.ts';
import { log } from './log.ts';

/** Every key carries this hash tag, so that all of them live in one slot of a cluster. */
export const PREFIX = `{${env.REDIS_PREFIX}}`;

const patience: Record<'hasty' | 'patient', RedisOptions> = {
	hasty: { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 2_000, commandTimeout: 1_000 },
	patient: { maxRetriesPerRequest: null },
};

/**
 * Connection settings rather than a connection, as BullMQ wants them.
 * `hasty` for web processes (fail at once), `patient` for workers (wait for ever).
 */
export function redisOptions(kind: 'hasty' | 'patient'): RedisOptions {
	const url = new URL(env.REDIS_URL);
	return {
		host: url.hostname,
		port: Number(url.port || 6379),
		...(url.username && { username: decodeURIComponent(url.username) }),
		...(url.password && { password: decodeURIComponent(url.password) }),
		db: Number(url.pathname.slice(1) || 0),
		...(url.protocol === 'rediss:' && { tls: {} }),
		retryStrategy: (times) => Math.min(1_000, 50 * 2 ** Math.min(times, 6)),
		...patience[kind],
	};
}

export function openRedis(kind: 'hasty' | 'patient', name: string): Redis {
	const redis = new Redis({ ...redisOptions(kind), connectionName: `marketday-${name}`, lazyConnect: true });
	let quiet = false;
	redis.on('error', (error) => {
		if (!quiet) log.warn({ err: error.message, name }, 'redis is away');
		quiet = true;
	});
	redis.on('ready', () => {
		quiet = false;
	});
	return redis;
}
