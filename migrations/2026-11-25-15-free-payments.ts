import { sql, type Kysely } from 'kysely';

/** A coupon may pay for all of it. */
export const up = (db: Kysely<unknown>) =>
	sql`alter table payments
		drop constraint payments_amount,
		add constraint payments_amount check (amount >= 0)`.execute(db);
