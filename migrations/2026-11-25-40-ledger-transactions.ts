import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`create table ledger_transactions (
		id bigint unsigned not null auto_increment primary key,
		kind varchar(16) character set ascii collate ascii_bin not null,
		ref char(26) character set ascii collate ascii_bin not null comment 'payment of a capture, order of a sale, refund, payout',
		currency char(3) character set ascii collate ascii_bin not null,
		at datetime(3) not null,
		unique key ledger_transactions_once (kind, ref),
		constraint ledger_transactions_kind check (kind in ('capture', 'sale', 'reversal', 'refund', 'transfer'))
	) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_unicode_ci`.execute(db);
