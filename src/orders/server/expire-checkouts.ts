/** Clockwork: ends open checkouts whose time has run out, by the database's clock, and gives their stock back. */
import { sql } from 'kysely';
import { db, transaction } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { freeOpenCheckout } from './steps/free-stock.ts';

/** Answers how many it ended. One transaction each; one that somebody has locked is left for the next run. */
export async function expireCheckouts(): Promise<number> {
	const due = await db
		.selectFrom('checkouts')
		.select('id')
		.where('status', '=', 'open')
		.where('expires_at', '<=', sql<Date>`now(3)`)
		.limit(500)
		.execute();
	let ended = 0;
	for (const { id } of due) {
		try {
			if (await transaction((tx) => freeOpenCheckout(tx, id))) ended += 1;
		} catch (error) {
			log.error({ err: error, checkout_id: id }, 'a checkout could not be ended');
		}
	}
	return ended;
}
