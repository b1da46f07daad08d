/** A shop's money, read from the ledger. Signs are turned: what the market owes a shop is the shop's to have. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { Money } from '#lib/money.ts';
import type { LedgerKind } from '../../ledger.ts';
import type { Balance, PeriodSum, StatementLine } from '../../statement.ts';

type Shop = { id: string; currency: string };

const ofShop = (shop: Shop) => sql`ledger_entries e join ledger_transactions t on t.id = e.transaction_id
	left join orders o on o.id = e.order_id
	where e.shop_id = ${shop.id} and e.account = 'shop' and t.currency = ${shop.currency}`;

export async function balanceOfShop(shop: Shop): Promise<Balance> {
	const { rows } = await sql<Record<'balance' | 'on_the_way' | 'paid_out' | 'being_sent', string | null>>`
		select -sum(e.amount) as balance,
			-sum(case when o.status in ('completed', 'cancelled') then 0 else e.amount end) as on_the_way,
			sum(case when t.kind = 'transfer' then e.amount else 0 end) as paid_out,
			(select sum(p.amount) from payouts p
				where p.shop_id = ${shop.id} and p.status = 'pending' and p.currency = ${shop.currency}) as being_sent
		from ${ofShop(shop)}`.execute(db);
	const of = (key: keyof (typeof rows)[number]) => Number(rows[0]?.[key] ?? 0);
	const money = (amount: number): Money => ({ amount, currency: shop.currency });
	return {
		balance: money(of('balance')),
		on_the_way: money(of('on_the_way')),
		being_sent: money(of('being_sent')),
		ready: money(of('balance') - of('on_the_way') - of('being_sent')),
		paid_out: money(of('paid_out')),
	};
}

export type StatementPage = { items: StatementLine[]; next_cursor: string | null };

/** The newest first. `cursor`: the `next_cursor` of the page before. */
export async function statementOfShop(
	shop: Shop,
	page: { cursor?: number | undefined; limit?: number | undefined } = {},
): Promise<StatementPage> {
	const limit = page.limit ?? 50;
	const { rows } = await sql<{
		id: number;
		kind: LedgerKind;
		at: Date;
		order_id: string | null;
		number: string | null;
		goods: string;
		delivery: string;
		commission: string;
		money: string;
		tax: string;
	}>`select t.id, t.kind, t.at, max(e.order_id) as order_id, max(o.number) as number,
			-sum(case when e.part = 'goods' then e.amount else 0 end) as goods,
			-sum(case when e.part = 'delivery' then e.amount else 0 end) as delivery,
			-sum(case when e.part = 'commission' then e.amount else 0 end) as commission,
			-sum(case when e.part = 'money' then e.amount else 0 end) as money,
			-sum(e.tax_amount) as tax
		from ${ofShop(shop)} ${page.cursor ? sql`and e.transaction_id < ${page.cursor}` : sql``}
		group by t.id, t.kind, t.at order by t.id desc limit ${limit + 1}`.execute(db);
	const money = (amount: number): Money => ({ amount: amount || 0, currency: shop.currency });
	const items = rows.slice(0, limit).map((row): StatementLine => {
		const parts = [row.goods, row.delivery, row.commission, row.money].map(Number);
		return {
			id: Number(row.id),
			kind: row.kind,
			at: row.at.toISOString(),
			order_id: row.order_id,
			order_number: row.number,
			goods: money(parts[0]!),
			delivery: money(parts[1]!),
			commission: money(parts[2]!),
			transfer: money(parts[3]!),
			total: money(parts.reduce((sum, part) => sum + part, 0)),
			tax: money(Number(row.tax)),
		};
	});
	return { items, next_cursor: rows.length > limit ? String(items.at(-1)!.id) : null };
}

const FORMATS = { day: '%Y-%m-%d', month: '%Y-%m' } as const;
const MOST_PERIOD_ROWS = 200;

/** What came and went by day or month and kind, the newest first. */
export async function periodsOfShop(shop: Shop, by: 'day' | 'month'): Promise<PeriodSum[]> {
	const { rows } = await sql<{ period: string; kind: LedgerKind; count: string; total: string }>`
		select date_format(t.at, ${FORMATS[by]}) as period, t.kind, count(distinct t.id) as count, -sum(e.amount) as total
		from ${ofShop(shop)} group by period, t.kind order by period desc, t.kind
		limit ${MOST_PERIOD_ROWS}`.execute(db);
	return rows.map((row) => ({
		period: row.period,
		kind: row.kind,
		count: Number(row.count),
		total: { amount: Number(row.total), currency: shop.currency },
	}));
}

/** What a shop earned on each of the last `days` days (UTC), refunds taken off; the oldest first. */
export async function earnedByDay(shop: Shop, days: number): Promise<{ day: string; amount: number }[]> {
	const { rows } = await sql<{ day: string; amount: string }>`
		select date_format(t.at, '%Y-%m-%d') as day, -sum(e.amount) as amount
		from ${ofShop(shop)} and t.kind <> 'transfer' and t.at >= date_sub(utc_date(), interval ${days - 1} day)
		group by day`.execute(db);
	const found = new Map(rows.map((row) => [row.day, Number(row.amount)]));
	const today = Date.now();
	return Array.from({ length: days }, (_, at) => {
		const day = new Date(today - (days - 1 - at) * 86_400_000).toISOString().slice(0, 10);
		return { day, amount: found.get(day) ?? 0 };
	});
}

/** The market's accounts and what stands on each, for its admins. All of a currency sum to zero. */
export async function accountsOfMarket(): Promise<
	{ currency: string; account: string; total: Money; entries: number }[]
> {
	const { rows } = await sql<{ currency: string; account: string; total: string; entries: string }>`
		select t.currency, e.account, sum(e.amount) as total, count(*) as entries
		from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
		group by t.currency, e.account order by t.currency, field(e.account, 'provider', 'buyers', 'shop', 'market')`.execute(
		db,
	);
	return rows.map((row) => ({
		currency: row.currency,
		account: row.account,
		total: { amount: Number(row.total), currency: row.currency },
		entries: Number(row.entries),
	}));
}

/** The latest of what moved money, whoever's, with what it moved; for the market's admins. */
export async function latestPostings(page: { cursor?: number | undefined; limit?: number } = {}): Promise<{
	items: {
		id: number;
		kind: LedgerKind;
		at: string;
		order: string | null;
		shop: string | null;
		moved: Money;
	}[];
	next_cursor: string | null;
}> {
	const limit = page.limit ?? 50;
	const { rows } = await sql<{
		id: number;
		kind: LedgerKind;
		at: Date;
		currency: string;
		number: string | null;
		shop: string | null;
		moved: string;
	}>`select t.id, t.kind, t.at, t.currency, max(o.number) as number, max(o.shop_name) as shop,
			sum(case when e.part <> 'commission' then greatest(e.amount, 0) else 0 end) as moved
		from (select id, kind, at, currency from ledger_transactions
				${page.cursor ? sql`where id < ${page.cursor}` : sql``} order by id desc limit ${limit + 1}) t
			join ledger_entries e on e.transaction_id = t.id left join orders o on o.id = e.order_id
		group by t.id, t.kind, t.at, t.currency order by t.id desc`.execute(db);
	const items = rows.slice(0, limit).map((row) => ({
		id: Number(row.id),
		kind: row.kind,
		at: row.at.toISOString(),
		order: row.number,
		shop: row.shop,
		moved: { amount: Number(row.moved), currency: row.currency },
	}));
	return { items, next_cursor: rows.length > limit ? String(items.at(-1)!.id) : null };
}
