import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table ledger_entries (
		transaction_id bigint unsigned not null,
		position int not null,
		account varchar(16) character set ascii collate ascii_bin not null,
		part varchar(16) character set ascii collate ascii_bin not null,
		shop_id char(26) character set ascii collate ascii_bin null,
		order_id char(26) character set ascii collate ascii_bin null,
		amount int not null comment 'minor units; positive is what the market has, negative what it owes or earned',
		tax_amount int not null default 0 comment 'how much of the amount is tax: a memo, part of no sum',
		primary key (transaction_id, position),
		key ledger_entries_shop (shop_id, account, transaction_id),
		key ledger_entries_order (order_id, account),
		key ledger_entries_account (account, transaction_id),
		constraint ledger_entries_transaction foreign key (transaction_id) references ledger_transactions (id),
		constraint ledger_entries_account check (account in ('provider', 'buyers', 'shop', 'market')),
		constraint ledger_entries_part check (part in ('money', 'goods', 'delivery', 'commission')),
		constraint ledger_entries_whose check ((account = 'shop') = (shop_id is not null))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
