import { sql, type Kysely } from 'kysely';

export const up = (db: Kysely<unknown>) =>
	sql`alter table checkouts
		add column status varchar(16) character set ascii collate ascii_bin not null default 'placed',
		add column open_for char(26) character set ascii collate ascii_bin null comment 'whose open checkout it is; each has one at most',
		add column expires_at datetime(3) null comment 'until then an open checkout holds its stock',
		add column extensions int not null default 0,
		add column address varchar(45) character set ascii collate ascii_bin null comment 'network it was started from: an IPv4 address or an IPv6 /64',
		add column ended_at datetime(3) null,
		add unique key checkouts_open (open_for),
		add index checkouts_due (status, expires_at),
		add index checkouts_address (address, created_at),
		add constraint checkouts_status check (status in ('open', 'placed', 'left', 'expired')),
		add constraint checkouts_open_for check ((status = 'open') = (open_for is not null))`.execute(db);
