import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`update holds set checkout_id = (select checkout_id from orders where orders.id = holds.order_id)
		where checkout_id is null`.execute(db);
