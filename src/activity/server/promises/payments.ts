import { sql } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

export const paymentPromises: Promise_[] = [
	{
		id: 'P1',
		says: 'a payment is for exactly what its checkout comes to, and only a placed checkout has one',
		offenders: sql<Offender>`select concat(c.id, ' payment ', coalesce(p.id, 'none')) as who, concat('checkout ', c.total_amount, ' ', c.currency, ', payment ', coalesce(concat(p.amount, ' ', p.currency), 'none')) as what
			from checkouts c left join payments p on p.checkout_id = c.id
			where case when c.status = 'placed' then p.id is null or p.amount <> c.total_amount or p.currency <> c.currency
				else p.id is not null end`,
	},
	{
		id: 'P2',
		says: 'an order is paid if and only if its payment was captured, or its money is on the way back',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' is ', o.status, ', payment is ', p.status) as what
			from orders o join payments p on p.checkout_id = o.checkout_id
			where (o.paid_at is not null and p.status <> 'captured')
				or (o.paid_at is null and p.status = 'captured'
					and not exists (select 1 from refunds r where r.order_id = o.id))`,
	},
	{
		id: 'P3',
		says: 'what was refunded is the sum of the refunds, and never more than was paid',
		offenders: sql<Offender>`select p.id as who, concat('refunded ', p.refunded_amount, ', refunds ', coalesce(r.total, 0), ' of ', p.amount) as what
			from payments p left join (select payment_id, sum(amount) as total from refunds where status = 'done' group by payment_id) r on r.payment_id = p.id
			where p.refunded_amount <> coalesce(r.total, 0) or p.refunded_amount > p.amount`,
	},
	{
		id: 'P4',
		says: 'of an order cancelled after payment all went back, in one refund or several; of no order more than was paid',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' (', o.status, ') of ', o.total_amount, ', refunds ', coalesce(sum(r.amount), 0)) as what
			from orders o left join refunds r on r.order_id = o.id
			group by o.id, o.number, o.status, o.paid_at, o.total_amount
			having coalesce(sum(r.amount), 0) > o.total_amount
				or (o.status = 'cancelled' and o.paid_at is not null and coalesce(sum(r.amount), 0) <> o.total_amount)`,
	},
	{
		id: 'P5',
		says: 'the provider’s book and ours agree on every charge, both ways',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select p.id as who, concat('captured ', p.amount, ', the provider has ', coalesce(sum(c.amount), 0)) as what
			from payments p left join sandbox_charges c
				on c.kind = 'charge' and c.outcome = 'succeeded' and c.payment_key like concat(p.id, '-%') and c.settles_at <= now(3)
			where p.provider = 'sandbox'
				and not (p.status in ('pending', 'processing') and p.created_at > date_sub(now(3), interval 60 second))
			group by p.id, p.amount, p.status
			having coalesce(sum(c.amount), 0) <> case when p.status = 'captured' then p.amount else 0 end`,
	},
	{
		id: 'P6',
		says: 'the provider’s book and ours agree on every refund, both ways',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select r.id as who, concat('refund of ', r.amount, ' is ', r.status, ', the provider has ', coalesce(sum(c.amount), 0)) as what
			from refunds r join payments p on p.id = r.payment_id and p.provider = 'sandbox'
			left join sandbox_charges c on c.kind = 'refund' and c.outcome = 'succeeded' and c.payment_key = r.id
			where r.status = 'done' or r.created_at < date_sub(now(3), interval 60 second)
			group by r.id, r.amount, r.status
			having coalesce(sum(c.amount), 0) <> case when r.status = 'done' then r.amount else 0 end
			union all
			select c.payment_key, concat('the provider refunded ', c.amount, ', we know of none')
			from sandbox_charges c left join refunds r on r.id = c.payment_key
			where c.kind = 'refund' and r.id is null`,
	},
];
