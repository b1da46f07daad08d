/**
 * Whether this process can serve: MySQL answers and holds every migration that this release knows. Redis may be away (mails and
 * chores wait, buying and live counts go on), which is said and is no reason to send people elsewhere.
 */
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { db, databaseAnswers } from './db.ts';
import { migrationNames } from './migrations.ts';
import { openRedis } from './redis.ts';

export type Readiness = {
	ready: boolean;
	parts: { database: 'ok' | 'away'; migrations: 'ok' | 'missing' | 'unknown'; redis: 'ok' | 'away' };
};

/** Answers within about two seconds, whatever hangs. */
export async function readReadiness(): Promise<Readiness> {
	const [database, redis] = await Promise.all([databaseAnswers(), redisAnswers()]);
	const migrated = database ? await Promise.race([isMigrated(), sleep(1_000, null, { ref: false })]) : null;
	return {
		ready: database && migrated === true,
		parts: {
			database: database ? 'ok' : 'away',
			migrations: migrated === null ? 'unknown' : migrated ? 'ok' : 'missing',
			redis: redis ? 'ok' : 'away',
		},
	};
}

let known: Promise<string[]> | undefined;
let complete = false;

/** Migrations only go forward, so what was once complete stays so for this release. */
async function isMigrated(): Promise<boolean | null> {
	if (complete) return true;
	try {
		known ??= migrationNames();
		const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
		const applied = new Set(rows.map((row) => row.name));
		complete = (await known).every((name) => applied.has(name));
		return complete;
	} catch {
		return false;
	}
}

async function redisAnswers(): Promise<boolean> {
	const redis = openRedis('hasty', 'readiness');
	try {
		await redis.connect();
		await redis.ping();
		return true;
	} catch {
		return false;
	} finally {
		redis.disconnect();
	}
}
