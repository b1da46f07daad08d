import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`insert into consumer_cursors (name, gseq) values ('effects', 0)`.execute(db);
