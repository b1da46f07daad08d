import { sql } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

/** Each order line with what became of its pieces. */
const pieces = sql`(select l.id, l.order_id, l.quantity,
		coalesce((select sum(s.quantity) from shipment_lines s where s.order_line_id = l.id), 0) as sent,
		coalesce((select sum(r.quantity) from refund_lines r where r.order_line_id = l.id), 0) as refunded,
		coalesce((select sum(r.unsent_quantity) from refund_lines r where r.order_line_id = l.id), 0) as unsent
	from order_lines l)`;

export const fulfilmentPromises: Promise_[] = [
	{
		id: 'F1',
		says: 'no piece was sent twice, or sent and refunded before it was; none was refunded twice',
		offenders: sql<Offender>`select p.id as who, concat('bought ', p.quantity, ', sent ', p.sent, ', refunded ', p.refunded, ', unsent of these ', p.unsent) as what
			from ${pieces} p where p.sent + p.unsent > p.quantity or p.refunded > p.quantity`,
	},
	{
		id: 'F2',
		says: 'an order is on its way when nothing is left to send, in part when something was sent, and else not',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' is ', o.status, ', sent ', sum(p.sent), ', left to send ', sum(p.quantity - p.sent - p.unsent)) as what
			from orders o join ${pieces} p on p.order_id = o.id
			group by o.id, o.number, o.status
			having case
				when o.status in ('shipped', 'completed') then sum(p.sent) = 0 or sum(p.quantity - p.sent - p.unsent) <> 0
				when o.status = 'part_shipped' then sum(p.sent) = 0 or sum(p.quantity - p.sent - p.unsent) = 0
				else sum(p.sent) <> 0 end`,
	},
	{
		id: 'F3',
		says: 'a parcel and a refund hold only lines of their own order',
		offenders: sql<Offender>`select concat(s.id, ' ', x.order_line_id) as who, 'the parcel holds a line of another order' as what
			from shipments s join shipment_lines x on x.shipment_id = s.id
			left join order_lines l on l.id = x.order_line_id where l.id is null or l.order_id <> s.order_id
			union all
			select concat(r.id, ' ', x.order_line_id), 'the refund holds a line of another order'
			from refunds r join refund_lines x on x.refund_id = r.id
			left join order_lines l on l.id = x.order_line_id where l.id is null or l.order_id <> r.order_id`,
	},
	{
		id: 'F4',
		says: 'what a refund of sold pieces gives back is the sum of its lines and of its delivery',
		offenders: sql<Offender>`select r.id as who, concat('refund of ', r.amount, ', lines ', coalesce(x.total, 0), ', delivery ', r.delivery_amount) as what
			from refunds r join orders o on o.id = r.order_id and o.paid_at is not null
			left join (select refund_id, sum(amount) as total from refund_lines group by refund_id) x on x.refund_id = r.id
			where r.amount <> coalesce(x.total, 0) + r.delivery_amount`,
	},
];
