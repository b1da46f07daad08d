import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table orders
		add column tax_included_amount int not null default 0 comment 'contained in the total; tax_amount is what was added to it',
		add column email varchar(254) null comment 'where the buyer wants to hear of it; null: at the account''s address',
		add column gift_note varchar(500) null`.execute(db);
