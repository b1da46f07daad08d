import { sql, type Kysely } from 'kysely';

/** A JSON column sorts an object's keys by its own taste; as text the options stay in their maker's order. */
export const up = (db: Kysely<unknown>) =>
	sql`alter table variants
		modify column options text not null comment 'JSON object of option name to value, in the maker''s order; empty for the only variant',
		add constraint variants_options check (json_valid(options))`.execute(db);
