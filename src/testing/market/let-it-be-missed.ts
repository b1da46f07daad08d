import { sql } from 'kysely';
import type { Market } from './open-market.ts';

/**
 * As if the time had passed after which the chores of a dead process are missed: 20 seconds for a lease, a minute for what it had
 * only just taken for the queue.
 */
export async function letItBeMissed({ db }: Market): Promise<void> {
	const past = sql`date_sub(now(3), interval 1 hour)`;
	await sql`update chores set lease_until = ${past} where status = 'running'`.execute(db);
	await sql`update chores set queued_at = ${past} where status = 'queued'`.execute(db);
}
