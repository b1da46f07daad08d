/**
 * Checks every promise of the house over the whole database, in one consistent snapshot, so that it may be run on a live market
 * or after a crash. Each promise is a query that finds whatever breaks it.
 */
import { sql } from 'kysely';
import { db, type Db } from '#lib/server/db.ts';
import { basketPromises } from './promises/baskets.ts';
import { couponPromises } from './promises/coupons.ts';
import { eventPromises } from './promises/events.ts';
import { fulfilmentPromises } from './promises/fulfilment.ts';
import { accountPromises, choreAndMailPromises, databasePromises } from './promises/house.ts';
import { ledgerPromises } from './promises/ledger.ts';
import { orderPromises } from './promises/orders.ts';
import { paymentPromises } from './promises/payments.ts';
import type { Offender, Promise_ } from './promises/promise.ts';
import { providerPromises } from './promises/provider.ts';
import { stockPromises } from './promises/stock.ts';

export const promises: Promise_[] = [
	...stockPromises,
	...orderPromises,
	...fulfilmentPromises,
	...paymentPromises,
	...basketPromises,
	...couponPromises,
	...providerPromises,
	...ledgerPromises,
	...eventPromises,
	...choreAndMailPromises,
	...accountPromises,
	...databasePromises,
];

export type Broken = { id: string; says: string; offenders: Offender[] };

/** Answers the promises that are broken, with at most `limit` offenders each. */
export async function checkPromises({ on = db, limit = 20 }: { on?: Db; limit?: number } = {}): Promise<
	Broken[]
> {
	return await on.connection().execute(async (connection) => {
		await sql`set session transaction isolation level repeatable read`.execute(connection);
		await sql`start transaction with consistent snapshot, read only`.execute(connection);
		try {
			const broken: Broken[] = [];
			for (const { id, says, offenders } of promises) {
				const { rows } =
					await sql<Offender>`select * from (${offenders}) as offenders limit ${limit}`.execute(connection);
				if (rows.length > 0) broken.push({ id, says, offenders: rows });
			}
			return broken;
		} finally {
			await sql`rollback`.execute(connection);
			await sql`set session transaction isolation level read committed`.execute(connection);
		}
	});
}
