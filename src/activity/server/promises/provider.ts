import { sql } from 'kysely';
import type { Offender, Promise_ } from './promise.ts';

/** What a provider outside tells us, and what somebody has to look at. */
export const providerPromises: Promise_[] = [
	{
		id: 'W1',
		says: 'what was captured by Stripe is known by the intent that was asked for, one for each try',
		offenders: sql<Offender>`select p.id as who, concat('captured as ', coalesce(p.provider_ref, 'nothing')) as what
			from payments p
			where p.provider = 'stripe' and p.status = 'captured' and not exists (
				select 1 from stripe_intents i where i.intent_id = p.provider_ref
					and left(i.payment_key, 27) = concat(p.id, '-'))`,
	},
	{
		id: 'W2',
		says: 'what a provider’s event changed is a payment of that provider, and has happened',
		offenders: sql<Offender>`select e.event_id as who, concat(e.type, ' was applied to payment ', coalesce(e.payment_id, 'none'), ', which is ', coalesce(p.status, 'not there')) as what
			from provider_events e left join payments p on p.id = e.payment_id and p.provider = e.provider
			where (e.outcome = 'applied' and p.id is null)
				or (e.outcome = 'applied' and e.type = 'payment_intent.succeeded' and p.status <> 'captured')`,
	},
	{
		id: 'W3',
		says: 'whatever a provider told that cannot be true was put before an admin',
		offenders: sql<Offender>`select e.event_id as who, concat(e.type, ' of ', coalesce(e.payment_id, 'no payment of ours'), ' was refused') as what
			from provider_events e
			where e.outcome = 'refused' and not exists (
				select 1 from payment_exceptions x where x.payment_id <=> e.payment_id and x.created_at <= e.received_at)`,
	},
	{
		id: 'W4',
		says: 'money that came after its order had ended was put before an admin',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ' is ', o.status, ', paid after it had ended') as what
			from orders o join payments p on p.checkout_id = o.checkout_id and p.status = 'captured'
			where (exists (select 1 from order_history h where h.order_id = o.id and h.from_status = 'expired' and h.to_status = 'paid')
					or o.paid_at is null)
				and not exists (select 1 from payment_exceptions x where x.order_id = o.id and x.kind in ('paid_too_late', 'charge_after_void'))`,
	},
	{
		id: 'W5',
		says: 'an exception was told when it was raised, and again when an admin resolved it, and no oftener',
		offenders: sql<Offender>`select x.id as who, concat(x.kind, ' was told ', count(e.type), ' time(s), and is ', if(x.resolved_at is null, 'open', 'resolved')) as what
			from payment_exceptions x
			left join (
				select entity_id, type from events where entity = 'exception'
				union all select entity_id, type from outbox where entity = 'exception'
			) e on e.entity_id = x.id
			group by x.id, x.kind, x.resolved_at
			having count(e.type) <> if(x.resolved_at is null, 1, 2)
				and not exists (select 1 from events f having min(f.gseq) > 1)`,
	},
];
