import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`insert into sequencer (id, gseq, epoch, server_started_at) values (1, 0, 1, now())`.execute(db);
