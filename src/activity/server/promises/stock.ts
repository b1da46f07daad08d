import { sql } from 'kysely';
import type { Promise_, Offender } from './promise.ts';

export const stockPromises: Promise_[] = [
	{
		id: 'S1',
		says: 'no count is negative, and no more is held than is there',
		offenders: sql<Offender>`select variant_id as who, concat('on_hand ', on_hand, ', held ', held) as what
			from stock where on_hand < 0 or held < 0 or on_hand < held`,
	},
	{
		id: 'S2',
		says: 'what is on hand is the sum of its movements',
		offenders: sql<Offender>`select s.variant_id as who, concat('on_hand ', s.on_hand, ', movements ', coalesce(m.total, 0)) as what
			from stock s left join (select variant_id, sum(d_on_hand) as total from stock_movements group by variant_id) m
				on m.variant_id = s.variant_id
			where s.on_hand <> coalesce(m.total, 0)`,
	},
	{
		id: 'S3',
		says: 'what is held is the sum of its movements',
		offenders: sql<Offender>`select s.variant_id as who, concat('held ', s.held, ', movements ', coalesce(m.total, 0)) as what
			from stock s left join (select variant_id, sum(d_held) as total from stock_movements group by variant_id) m
				on m.variant_id = s.variant_id
			where s.held <> coalesce(m.total, 0)`,
	},
	{
		id: 'S4',
		says: 'what is held is the sum of the active holds',
		offenders: sql<Offender>`select s.variant_id as who, concat('held ', s.held, ', holds ', coalesce(h.total, 0)) as what
			from stock s left join (select variant_id, sum(quantity) as total from holds where status = 'active' group by variant_id) h
				on h.variant_id = s.variant_id
			where s.held <> coalesce(h.total, 0)`,
	},
	{
		id: 'S5',
		says: 'the version of a count is the number of its movements',
		offenders: sql<Offender>`select s.variant_id as who, concat('version ', s.version, ', movements ', coalesce(m.n, 0)) as what
			from stock s left join (select variant_id, count(*) as n from stock_movements group by variant_id) m
				on m.variant_id = s.variant_id
			where s.version <> coalesce(m.n, 0)`,
	},
	{
		id: 'S6',
		says: 'every hold began with one movement, and ended with one at most: as a sale, released, or expired',
		offenders: sql<Offender>`select h.id as who, concat(h.status, ' with ', coalesce(group_concat(m.reason order by m.reason), 'nothing')) as what
			from holds h left join stock_movements m
				on m.variant_id = h.variant_id and m.ref = h.line_id
				and m.reason in ('hold', 'sale', 'release', 'expire') and (m.reason = 'hold' or m.d_held <> 0)
			group by h.id, h.status, h.quantity
			having what <> case h.status
				when 'active' then 'active with hold'
				when 'consumed' then 'consumed with hold,sale'
				when 'released' then 'released with hold,release'
				else 'expired with expire,hold' end
				or sum(case when m.reason = 'hold' then m.d_held else 0 end) <> h.quantity`,
	},
	{
		id: 'S7',
		says: 'only an open checkout or an order that waits for its payment has active holds, and not long after they are due',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select h.id as who, concat('checkout is ', coalesce(c.status, 'not there'), ', order is ', coalesce(o.status, 'not there'), ', due ', h.expires_at) as what
			from holds h
			left join checkouts c on c.id = h.checkout_id
			left join order_lines l on l.id = h.line_id
			left join orders o on o.id = l.order_id
			where h.status = 'active' and (
				c.id is null or c.status in ('left', 'expired') or (c.status = 'placed' and (o.id is null or o.status <> 'placed'))
				or h.expires_at < date_sub(now(3), interval 60 second))`,
	},
	{
		id: 'S8',
		says: 'every variant is counted, once, under its own product',
		offenders: sql<Offender>`select v.id as who, case when s.variant_id is null then 'is not counted' else 'is counted under another product' end as what
			from variants v left join stock s on s.variant_id = v.id
			where s.variant_id is null or s.product_id <> v.product_id`,
	},
];
