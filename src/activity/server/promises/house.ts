import { sql, type RawBuilder } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

/** A payment card's number: 13 to 19 digits that stand alone. */
const CARD = '(^|[^0-9a-zA-Z])[3-6][0-9]{12,18}([^0-9a-zA-Z]|$)';

/** Every reference between rooms, which no foreign key guards: child table, its column, parent table, its column. */
const references = [
	['shops', 'user_id', 'users', 'id'],
	['shipping_profiles', 'shop_id', 'shops', 'id'],
	['coupons', 'shop_id', 'shops', 'id'],
	['coupon_redemptions', 'coupon_id', 'coupons', 'id'],
	['coupon_redemptions', 'order_id', 'orders', 'id'],
	['products', 'shop_id', 'shops', 'id'],
	['products', 'shipping_profile_id', 'shipping_profiles', 'id'],
	['stock', 'variant_id', 'variants', 'id'],
	['stock_movements', 'variant_id', 'stock', 'variant_id'],
	['holds', 'variant_id', 'stock', 'variant_id'],
	['holds', 'checkout_id', 'checkouts', 'id'],
	['checkout_lines', 'variant_id', 'variants', 'id'],
	['checkouts', 'user_id', 'users', 'id'],
	['orders', 'user_id', 'users', 'id'],
	['orders', 'shop_id', 'shops', 'id'],
	['order_lines', 'variant_id', 'variants', 'id'],
	['order_lines', 'product_id', 'products', 'id'],
	['basket_lines', 'variant_id', 'variants', 'id'],
	['payments', 'checkout_id', 'checkouts', 'id'],
	['refunds', 'order_id', 'orders', 'id'],
	['notifications', 'user_id', 'users', 'id'],
	['stock_alerts', 'user_id', 'users', 'id'],
	['stock_alerts', 'variant_id', 'stock', 'variant_id'],
	['audit_log', 'actor_id', 'users', 'id'],
] as const;

const orphans = sql.join(
	references.map(
		([
			child,
			column,
			parent,
			key,
		]) => sql`select concat(${child}, ' ', ${sql.ref(`c.${column}`)}) as who, concat('is not in ', ${parent}) as what
			from ${sql.table(child)} c left join ${sql.table(parent)} p on ${sql.ref(`p.${key}`)} = ${sql.ref(`c.${column}`)}
			where ${sql.ref(`p.${key}`)} is null and ${sql.ref(`c.${column}`)} is not null`,
	),
	sql` union all `,
) as RawBuilder<Offender>;

export const choreAndMailPromises: Promise_[] = [
	{
		id: 'J1',
		says: 'no chore waits for more than a minute without a reason',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select id as who, concat(kind, ' ', ref, ' is ', status, ' since ', created_at) as what from chores
			where status in ('pending', 'queued', 'running') and created_at < date_sub(now(3), interval 60 second)
				and due_at < date_sub(now(3), interval 60 second)
				and coalesce(lease_until, due_at) < date_sub(now(3), interval 60 second) and last_error is null`,
	},
	{
		id: 'J2',
		says: 'a chore that was given up says why, and a finished one when',
		offenders: sql<Offender>`select id as who, concat(kind, ' ', ref, ' is ', status) as what from chores
			where (status = 'dead' and last_error is null) or (status = 'done' and done_at is null)`,
	},
	{
		id: 'J3',
		says: 'every mail was sent, waits with its chore, or is dead for a reason',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select m.id as who, concat(m.kind, ' is ', m.status) as what from mails m
			where (m.status = 'sent' and m.sent_at is null) or (m.status = 'dead' and m.last_error is null)
				or (m.status = 'pending' and m.created_at < date_sub(now(3), interval 60 second)
					and not exists (select 1 from chores c where c.ref = m.subject_ref and c.status <> 'done'))`,
	},
	{
		id: 'J4',
		says: 'whoever waits for stock was not told yet, and whoever was told was told once and waits no more',
		offenders: sql<Offender>`select a.id as who, concat('of ', a.user_id, if(a.waiting = 1, ' waits', ' does not wait'), ', told ', coalesce(a.told_at, 'never'), ', rung ', count(n.id), ' times') as what
			from stock_alerts a left join notifications n on n.kind = 'stock.freed' and n.subject_id = a.id
			group by a.id, a.user_id, a.waiting, a.told_at
			having count(n.id) <> (a.waiting is null) or (a.told_at is null) <> (a.waiting is not null)`,
	},
	{
		id: 'J5',
		says: 'nobody waits for what can be bought',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select a.id as who, concat('of ', a.user_id, ' waits for ', a.variant_id, ', of which there are ', s.on_hand - s.held) as what
			from stock_alerts a
			join users u on u.id = a.user_id and u.status = 'active'
			join stock s on s.variant_id = a.variant_id and s.on_hand > s.held
			join variants v on v.id = a.variant_id and v.active = 1
			join products p on p.id = v.product_id and p.status = 'active'
			join shops h on h.id = p.shop_id and h.status = 'open'
			join users m on m.id = h.user_id and m.status = 'active'
			where a.waiting = 1 and a.created_at < date_sub(now(3), interval 60 second)
				and not exists (select 1 from stock_movements t
					where t.variant_id = a.variant_id and t.created_at > date_sub(now(3), interval 60 second))`,
	},
];

export const accountPromises: Promise_[] = [
	{
		id: 'A1',
		says: 'whoever is suspended or deleted, or a guest, has no session and no API token',
		offenders: sql<Offender>`select u.id as who, concat(u.username, ' is ', u.status, ' and has ', s.n, ' key(s)') as what
			from users u join (
				select user_id, count(*) as n from (
					select user_id from sessions where expires_at > now(3)
					union all select user_id from api_tokens where revoked_at is null
				) k group by user_id
			) s on s.user_id = u.id where u.status in ('deleted', 'guest') or (u.status = 'suspended'
				and exists (select 1 from sessions x where x.user_id = u.id and x.expires_at > now(3)))`,
	},
	{
		id: 'A2',
		says: 'passwords are argon2id hashes; guests and who is gone have none',
		offenders: sql<Offender>`select id as who, 'has something else for a password' as what
			from users where if(status in ('deleted', 'guest'), password_hash <> '', password_hash not like '$argon2id$%')`,
	},
	{
		id: 'A3',
		says: 'no card number stands anywhere in clear text',
		offenders: sql<Offender>`select concat('event ', gseq) as who, type as what from events where data regexp ${CARD}
			union all select concat('payment ', id), method_label from payments where method_label regexp ${CARD} or method_token regexp ${CARD}
			union all select concat('answer of ', scope), route from idempotency_keys where body regexp ${CARD}
			union all select concat('chore ', id), kind from chores where data regexp ${CARD} or last_error regexp ${CARD}
			union all select concat('mail ', id), kind from mails where body regexp ${CARD}
			union all select concat('audit ', id), act from audit_log where data regexp ${CARD}`,
	},
	{
		id: 'A4',
		says: 'no mail that is kept holds a secret link',
		offenders: sql<Offender>`select id as who, kind as what from mails
			where concat(coalesce(body, ''), coalesce(html, '')) regexp '/(reset|verify)[/?]|/orders/[0-9a-z]+[?]key='`,
	},
];

export const databasePromises: Promise_[] = [
	{ id: 'D1', says: 'nothing points at what is not there', offenders: orphans },
	{
		id: 'D2',
		says: 'a product’s price is the lowest of its variants',
		offenders: sql<Offender>`select p.id as who, concat('price ', p.price_amount, ', variants from ', coalesce(min(v.price_amount), 0)) as what
			from products p left join variants v on v.product_id = p.id and v.active = 1
			where p.status = 'active'
			group by p.id, p.price_amount having coalesce(min(v.price_amount), 0) <> p.price_amount`,
	},
];
