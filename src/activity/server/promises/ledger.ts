import { sql } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

/** Each fact that moves money, as it must stand in the ledger: kind, ref, currency, and what it moves. */
const facts = sql`(
	select 'capture' as kind, id as ref, currency, amount, id as payment_id from payments where status = 'captured' and amount <> 0
	union all select 'sale', o.id, o.currency, o.total_amount, p.id from orders o
		join payments p on p.checkout_id = o.checkout_id where o.paid_at is not null and o.total_amount <> 0
	union all select 'reversal', r.id, o.currency, r.amount, r.payment_id from refunds r
		join orders o on o.id = r.order_id where o.paid_at is not null and r.amount <> 0
	union all select 'refund', r.id, p.currency, r.amount, p.id from refunds r
		join payments p on p.id = r.payment_id where r.status = 'done' and r.amount <> 0
	union all select 'transfer', id, currency, amount, payment_id from payouts where status = 'done')`;

/** What each transaction moved: over the buyers' account, or for a transfer over the provider's. */
const moved = sql`(select t.id, t.kind, t.ref, t.currency,
		abs(sum(case when e.account = case when t.kind = 'transfer' then 'provider' else 'buyers' end then e.amount else 0 end)) as amount
	from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
	group by t.id, t.kind, t.ref, t.currency)`;

export const ledgerPromises: Promise_[] = [
	{
		id: 'L1',
		says: 'each transaction of the ledger has two entries or more and sums to zero',
		offenders: sql<Offender>`select concat(t.kind, ' ', t.ref) as who, concat(count(e.position), ' entries, sum ', coalesce(sum(e.amount), 0)) as what
			from ledger_transactions t left join ledger_entries e on e.transaction_id = t.id
			group by t.id, t.kind, t.ref having count(e.position) < 2 or coalesce(sum(e.amount), 0) <> 0`,
	},
	{
		id: 'L2',
		says: 'the ledger sums to zero in each currency',
		offenders: sql<Offender>`select t.currency as who, concat('sum ', sum(e.amount)) as what
			from ledger_entries e left join ledger_transactions t on t.id = e.transaction_id
			group by t.currency having t.currency is null or sum(e.amount) <> 0`,
	},
	{
		id: 'L3',
		says: 'whatever moved money stands in the ledger once, with its amount; and nothing else does',
		offenders: sql<Offender>`select concat(f.kind, ' ', f.ref, ' payment ', f.payment_id) as who, concat(f.amount, ' ', f.currency, ', in the ledger ', coalesce(concat(m.amount, ' ', m.currency), 'nothing')) as what
			from ${facts} f left join ${moved} m on m.kind = f.kind and m.ref = f.ref
			where m.id is null or m.amount <> f.amount or m.currency <> f.currency
			union all
			select concat(t.kind, ' ', t.ref), 'stands in the ledger and never happened'
			from ledger_transactions t left join ${facts} f on f.kind = t.kind and f.ref = t.ref where f.ref is null`,
	},
	{
		id: 'L4',
		says: 'the provider’s account is the provider’s own list: charges, refunds and transfers, both ways',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select concat(coalesce(b.ref, l.ref), ' ', coalesce(b.kind, l.kind)) as who, concat('the provider has ', coalesce(b.amount, 0), ', the ledger ', coalesce(l.amount, 0)) as what
			from (select t.kind, t.ref, sum(e.amount) as amount from ledger_transactions t
				join ledger_entries e on e.transaction_id = t.id and e.account = 'provider'
				left join payments p on t.kind = 'capture' and p.id = t.ref
				left join refunds r on t.kind = 'refund' and r.id = t.ref
				left join payouts o on t.kind = 'transfer' and o.id = t.ref
				left join payments q on q.id = coalesce(r.payment_id, o.payment_id)
				where coalesce(p.provider, q.provider, 'sandbox') = 'sandbox' group by t.kind, t.ref) l
			left join (select case c.kind when 'charge' then 'capture' else c.kind end as kind,
					case c.kind when 'charge' then substr(c.payment_key, 1, 26) else c.payment_key end as ref,
					sum(case c.kind when 'charge' then c.amount else -c.amount end) as amount
				from sandbox_charges c where c.outcome = 'succeeded' group by 1, 2) b on b.kind = l.kind and b.ref = l.ref
			where coalesce(b.amount, 0) <> l.amount
			union all
			select concat(c.payment_key, ' ', c.kind), concat('the provider moved ', c.amount, ', the ledger knows of nothing')
			from sandbox_charges c left join ledger_transactions t
				on t.kind = case c.kind when 'charge' then 'capture' else c.kind end
				and t.ref = case c.kind when 'charge' then substr(c.payment_key, 1, 26) else c.payment_key end
			where c.outcome = 'succeeded' and t.id is null and c.settles_at < date_sub(now(3), interval 60 second)`,
	},
	{
		id: 'L5',
		says: 'of a captured payment the buyers are owed exactly the refunds that are not done',
		offenders: sql<Offender>`select p.id as who, concat('the buyers’ account has ', b.total, ', refunds under way ', coalesce(r.total, 0)) as what
			from payments p join (
				select coalesce(c.id, q.id) as payment_id, sum(e.amount) as total from ledger_entries e
				join ledger_transactions t on t.id = e.transaction_id
				left join payments c on t.kind = 'capture' and c.id = t.ref
				left join orders o on o.id = e.order_id left join payments q on q.checkout_id = o.checkout_id
				where e.account = 'buyers' group by coalesce(c.id, q.id)) b on b.payment_id = p.id
			left join (select payment_id, sum(amount) as total from refunds where status <> 'done' group by payment_id) r on r.payment_id = p.id
			where b.total <> -coalesce(r.total, 0)`,
	},
	{
		id: 'L6',
		says: 'a sale gives the market the commission that was frozen on its lines, and a refund gives its part of it back',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ': commission ', l.total, ', given back ', coalesce(r.total, 0), ', the market has ', coalesce(-m.total, 0)) as what
			from orders o join (select order_id, sum(commission_amount) as total from order_lines group by order_id) l on l.order_id = o.id
			left join (select f.order_id, sum(x.commission_amount) as total from refunds f join refund_lines x on x.refund_id = f.id group by f.order_id) r on r.order_id = o.id
			left join (select order_id, sum(amount) as total from ledger_entries where account = 'market' group by order_id) m on m.order_id = o.id
			where o.paid_at is not null and l.total - coalesce(r.total, 0) <> coalesce(-m.total, 0)`,
	},
];
