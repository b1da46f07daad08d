/** The room's chores for workers. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import { deleteExpiredSessions } from './sessions.ts';

/** Clears away what no longer opens anything. Running it twice does nothing twice. */
export async function sweepAccounts(): Promise<void> {
	await deleteExpiredSessions();
	await db
		.deleteFrom('account_tokens')
		.where('expires_at', '<', sql<Date>`date_sub(now(3), interval 7 day)`)
		.execute();
}
