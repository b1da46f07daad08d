import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table order_lines
		modify column options text not null comment 'JSON object of option name to value, as bought',
		add constraint order_lines_options check (json_valid(options))`.execute(db);
