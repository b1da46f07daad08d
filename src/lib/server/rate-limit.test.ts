import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { env } from './env.ts';
import { forgive, limit, partyOf } from './rate-limit.ts';
import { openRedis, PREFIX } from './redis.ts';

const rule = { points: 3, seconds: 60 };
/** Run in a process of its own: five tries of one key, and what came of each. */
const fiveTries = (name: string, key: string) => `
	import { limit } from '#lib/server/rate-limit.ts';
	const outcomes = [];
	for (let n = 0; n < 5; n++)
		outcomes.push(await limit('${name}', '${key}', ${JSON.stringify(rule)}).then(() => 'done', (error) => error.code));
	console.log(JSON.stringify(outcomes));
	process.exit(0);`;

async function inAnotherProcess(script: string, redisUrl: string): Promise<unknown> {
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
		env: { REDIS_URL: redisUrl, REDIS_PREFIX: env.REDIS_PREFIX, LOG_LEVEL: 'silent' },
		timeout: 15_000,
	});
	return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

test('all processes count together in Redis, and a key is forgiven', async () => {
	const [name, key] = [`test-${newId()}`, newId()];
	expect(await outcomeOf(limit(name, key, rule))).toBe('done');
	expect(await outcomeOf(limit(name, key, rule))).toBe('done');
	const elsewhere = await inAnotherProcess(fiveTries(name, key), env.REDIS_URL);
	expect(elsewhere).toEqual(['done', ...Array<string>(4).fill('too_many_requests')]);
	expect(await outcomeOf(limit(name, key, rule))).toBe('too_many_requests');
	expect(await outcomeOf(limit(name, 'another key', rule))).toBe('done');
	await forgive(name, key);
	expect(await outcomeOf(limit(name, key, rule))).toBe('done');
});

test('without Redis each process counts for itself, and still refuses', async () => {
	// Port 1 answers nobody.
	const outcomes = await inAnotherProcess(fiveTries('away', 'ana'), 'redis://127.0.0.1:1');
	expect(outcomes).toEqual(['done', 'done', 'done', 'too_many_requests', 'too_many_requests']);
});

test('Redis never sees whose tries they are', async () => {
	const [name, key] = [`test-${newId()}`, 'ana@example.test'];
	await limit(name, key, rule);
	const redis = openRedis('patient', 'test');
	await redis.connect();
	const keys = await redis.keys(`${PREFIX}:limit:${name}*`);
	redis.disconnect();
	expect(keys).toHaveLength(1);
	expect(keys[0]).not.toContain('ana');
});

test('an IPv6 /64 is one party, an IPv4 address is one, however it is written', () => {
	expect(partyOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
	expect(partyOf('2001:DB8:1:2::6')).toBe('2001:db8:1:2::/64');
	expect(partyOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
	expect(partyOf('::1')).toBe('0:0:0:0::/64');
	expect(partyOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
	expect(partyOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
	expect(partyOf('192.0.2.7')).toBe('192.0.2.7');
});
