import { sql } from 'kysely';
import { db } from '../../lib/server/db.ts';

const AT_ONCE = 1_000;

/** Clears away chores done more than 30 days ago; the dead stay until somebody has looked at them. */
export async function sweepOldChores(): Promise<void> {
	for (;;) {
		const { numDeletedRows } = await db
			.deleteFrom('chores')
			.where('status', '=', 'done')
			.where('due_at', '<', sql<Date>`date_sub(now(3), interval 30 day)`)
			.limit(AT_ONCE)
			.executeTakeFirst();
		if (Number(numDeletedRows) < AT_ONCE) return;
	}
}
