/**
 * How often somebody may try. Counted in Redis for all processes together; when Redis is away each process counts for
 * itself, so that a limit gets looser by the number of processes but never vanishes.
 */
import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.ts';
import { env } from './env.ts';
import { openRedis, PREFIX } from './redis.ts';

export type Rule = {
	/** Tries allowed in the window; multiplied by RATE_LIMIT_FACTOR. */
	points: number;
	seconds: number;
};

const limiters = new Map<string, RateLimiterRedis>();
let redis: ReturnType<typeof openRedis> | undefined;
let connecting: Promise<unknown> | undefined;

function limiterOf(name: string, rule: Rule): RateLimiterRedis {
	const known = limiters.get(name);
	if (known) return known;
	redis ??= openRedis('hasty', 'limits');
	connecting ??= redis.connect().catch(() => {});
	const points = Math.max(1, Math.ceil(rule.points * env.RATE_LIMIT_FACTOR));
	const options = { keyPrefix: `${PREFIX}:limit:${name}`, points, duration: rule.seconds };
	const limiter = new RateLimiterRedis({
		...options,
		storeClient: redis,
		rejectIfRedisNotReady: true,
		insuranceLimiter: new RateLimiterMemory(options),
	});
	limiters.set(name, limiter);
	return limiter;
}

/** Keys may be email addresses: Redis holds only their hash. */
const keyOf = (key: string) => createHash('sha256').update(key).digest('base64url');

/**
 * Counts one try of `key` under `name` and refuses it when there were too many. A name keeps one rule.
 * @throws {Refusal} too_many_requests, with the seconds to wait
 */
export async function limit(name: string, key: string, rule: Rule): Promise<void> {
	const limiter = limiterOf(name, rule);
	await connecting;
	try {
		await limiter.consume(keyOf(key));
	} catch (answer) {
		if (!(answer instanceof RateLimiterRes)) throw answer;
		throw new Refusal('too_many_requests', {
			retry_after: Math.max(1, Math.ceil(answer.msBeforeNext / 1_000)),
		});
	}
}

/** Forgets the tries of `key`: it has shown that it may. */
export async function forgive(name: string, key: string): Promise<void> {
	await limiters.get(name)?.delete(keyOf(key));
}

/** The part of a network address that one party holds: a whole IPv4 address, an IPv6 /64. */
export function partyOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped) return mapped[1]!;
	if (!address.includes(':')) return address;
	const [head = '', tail = ''] = address.split('%')[0]!.split('::');
	const front = head.split(':').filter(Boolean);
	const back = tail.split(':').filter(Boolean);
	const zeros = Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
	const groups = address.includes('::') ? [...front, ...zeros, ...back] : front;
	return (
		groups
			.slice(0, 4)
			.map((group) => Number.parseInt(group, 16).toString(16))
			.join(':') + '::/64'
	);
}
