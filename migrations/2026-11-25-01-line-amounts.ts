import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table order_lines
		add column discount_amount int not null default 0 comment 'of line_amount; a coupon spread by largest remainder',
		add column tax_amount int not null default 0 comment 'contained in the line or added to it, as the order''s tax charges say',
		add column commission_amount int not null default 0 comment 'frozen at sale',
		add constraint order_lines_discount check (discount_amount between 0 and line_amount),
		add constraint order_lines_tax check (tax_amount >= 0),
		add constraint order_lines_commission check (commission_amount >= 0)`.execute(db);
