import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';

const KEPT_DAYS = 60;
const AT_ONCE = 500;

/** Clears away guests' baskets that nobody has touched for 60 days, and those of accounts that are gone. A member's stays. */
export async function sweepOldBaskets(): Promise<void> {
	for (;;) {
		const { numAffectedRows = 0n } = await sql`delete from baskets
			where (updated_at < date_sub(now(3), interval ${KEPT_DAYS} day)
					and owner_id not in (select id from users where status <> 'guest'))
				or owner_id in (select id from users where status = 'deleted')
			limit ${AT_ONCE}`.execute(db);
		if (Number(numAffectedRows) < AT_ONCE) return;
	}
}
