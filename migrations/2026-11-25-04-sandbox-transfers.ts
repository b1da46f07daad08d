import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table sandbox_charges
		drop constraint sandbox_charges_kind,
		add constraint sandbox_charges_kind check (kind in ('charge', 'refund', 'transfer'))`.execute(db);
