import { sql, type RawBuilder } from 'kysely';
import { transitions } from '#orders/order.ts';
import type { Offender, Promise_ } from './promise.ts';

/** The transition table as SQL: what the database may hold is what the code allows. */
const legalWays: RawBuilder<unknown> = sql.join(
	transitions.map((way) => sql`(h.from_status = ${way.from} and h.to_status = ${way.to})`),
	sql` or `,
);

export const orderPromises: Promise_[] = [
	{
		id: 'O1',
		says: 'an order’s history counts 1, 2, 3 … and ends in the state and version of the order',
		offenders: sql<Offender>`select o.id as who, concat(o.status, ' v', o.version, ', history has ', coalesce(h.n, 0), ' steps, the last ', coalesce(l.to_status, 'none')) as what
			from orders o
			left join (select order_id, count(*) as n, max(n) as top, min(n) as bottom from order_history group by order_id) h on h.order_id = o.id
			left join order_history l on l.order_id = o.id and l.n = h.top
			where h.n is null or h.n <> o.version or h.top <> h.n or h.bottom <> 1 or l.to_status <> o.status`,
	},
	{
		id: 'O2',
		says: 'each step of a history begins where the one before ended, by a way that exists',
		offenders: sql<Offender>`select h.order_id as who, concat('step ', h.n, ': ', coalesce(h.from_status, 'nothing'), ' to ', h.to_status) as what
			from order_history h left join order_history p on p.order_id = h.order_id and p.n = h.n - 1
			where case when h.n = 1 then h.from_status is not null or h.to_status <> 'placed'
				else p.n is null or h.from_status <> p.to_status or not (${legalWays}) end`,
	},
	{
		id: 'O3',
		says: 'an order that was paid sold each of its lines once; one that was not sold none',
		offenders: sql<Offender>`select l.id as who, concat('order ', o.number, ' (', o.status, ', ', case when o.paid_at is null then 'unpaid' else 'paid' end, ') has ', count(m.id), ' sale(s) of ', coalesce(-sum(m.d_on_hand), 0)) as what
			from order_lines l join orders o on o.id = l.order_id
			left join stock_movements m on m.variant_id = l.variant_id and m.reason = 'sale' and m.ref = l.id
			group by l.id, l.quantity, o.number, o.status, o.paid_at
			having case when o.paid_at is null then count(m.id) <> 0
				else count(m.id) <> 1 or coalesce(-sum(m.d_on_hand), 0) <> l.quantity end`,
	},
	{
		id: 'O4',
		says: 'what a refund puts back went on the shelf once, under the refund’s line; nothing else did',
		offenders: sql<Offender>`select concat(r.id, ' of ', r.order_line_id) as who, concat('was put back ', coalesce(sum(m.d_on_hand), 0), case when r.restock = 1 then concat(' of ', r.quantity) else ' and was not to be' end) as what
			from refund_lines r join order_lines l on l.id = r.order_line_id
			left join stock_movements m on m.reason = 'restock' and m.ref = r.id and m.variant_id = l.variant_id
			group by r.id, r.order_line_id, r.quantity, r.restock
			having coalesce(sum(m.d_on_hand), 0) <> case when r.restock = 1 then r.quantity else 0 end
			union all
			select concat(m.ref, ' ', m.variant_id), concat('was put back ', m.d_on_hand, ' by no refund')
			from stock_movements m left join refund_lines r on r.id = m.ref where m.reason = 'restock' and r.id is null`,
	},
	{
		id: 'O5',
		says: 'an order’s total is the sum of its lines, and a checkout’s the sum of its orders',
		offenders: sql<Offender>`select o.id as who, concat('items ', o.items_amount, ', lines ', coalesce(l.total, 0)) as what
			from orders o left join (select order_id, sum(line_amount) as total from order_lines group by order_id) l on l.order_id = o.id
			where o.items_amount <> coalesce(l.total, 0)
				or o.total_amount <> o.items_amount - o.discount_amount + o.shipping_amount + o.tax_amount
			union all
			select c.id, concat('checkout ', c.total_amount, ', orders ', coalesce(o.total, 0))
			from checkouts c left join (select checkout_id, sum(total_amount) as total from orders group by checkout_id) o on o.checkout_id = c.id
			where c.status = 'placed' and c.total_amount <> coalesce(o.total, 0)`,
	},
	{
		id: 'O6',
		says: 'of a paid order the seller was told once in the bell, and buyer and seller by one mail each',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ': ', bells, ' bell(s), ', receipts, ' receipt(s), ', told, ' mail(s) to the seller') as what
			from (
				select o.id, o.number,
					(select count(*) from notifications n join shops s on s.user_id = n.user_id
						where n.kind = 'order.paid' and n.subject_id = o.id and s.id = o.shop_id) as bells,
					(select count(*) from mails m where m.kind = 'order-receipt' and m.subject_ref = o.id) as receipts,
					(select count(*) from mails m where m.kind = 'order-to-seller' and m.subject_ref = o.id) as told
				from orders o join order_history h on h.order_id = o.id and h.to_status = 'paid'
				join users buyer on buyer.id = o.user_id and buyer.status <> 'deleted'
				join shops shop on shop.id = o.shop_id join users seller on seller.id = shop.user_id and seller.status <> 'deleted'
				where h.at < date_sub(now(3), interval 60 second)
					and not exists (select 1 from chores c where c.ref = o.id and c.status in ('dead') and c.last_error is not null)
			) o where bells <> 1 or receipts <> 1 or told <> 1`,
	},
	{
		id: 'O7',
		says: 'no unpaid order waits for its payment long after it was due',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' was due ', o.payment_due_at) as what
			from orders o join payments p on p.checkout_id = o.checkout_id
			where o.status = 'placed' and p.status <> 'processing' and o.payment_due_at < date_sub(now(3), interval 60 second)`,
	},
	{
		id: 'O8',
		says: 'a stored answer to an Idempotency-Key that says “placed” names a checkout that exists',
		offenders: sql<Offender>`select concat(k.scope, ' ', k.route) as who, 'its checkout is not there' as what
			from idempotency_keys k left join checkouts c
				on c.id = json_unquote(json_extract(k.body, '$.id'))
			where k.status = 201 and k.route = 'POST /api/orders' and c.id is null`,
	},
];
