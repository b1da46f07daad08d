import { sql, type Kysely } from 'kysely';

/** Somebody who buys without an account has a row as well, so that orders, payments and mails need not ask who it is. */
export const up = (db: Kysely<unknown>) =>
	sql`alter table users
		drop constraint users_status,
		add constraint users_standing check (status in ('active', 'suspended', 'deleted', 'guest')),
		add constraint users_guest check (
			status <> 'guest' or (password_hash = '' and email_key is null and role = 'user' and version = 0)
		)`.execute(db);
