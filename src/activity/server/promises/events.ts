import { sql, type RawBuilder } from 'kysely';
import { entities, type EntityKind } from '#events/catalogue.ts';
import type { Offender, Promise_ } from './promise.ts';

const versioned = (Object.keys(entities) as EntityKind[]).filter((kind) => entities[kind].versioned);
const versionedKinds: RawBuilder<unknown> = sql.join(versioned);

const rows: Record<string, RawBuilder<unknown>> = {
	user: sql`users`,
	shop: sql`shops`,
	product: sql`products`,
	order: sql`orders`,
	payment: sql`payments`,
	coupon: sql`coupons`,
};

/** The last version told of an entity is the version of its row. */
const lastVersions: RawBuilder<Offender> = sql.join(
	versioned.map(
		(
			kind,
		) => sql`select concat(${kind}, ' ', e.entity_id) as who, concat('told up to version ', e.top, ', the row has ', coalesce(t.version, 'gone')) as what
			from (select entity_id, max(entity_version) as top from events where entity = ${kind} group by entity_id) e
			left join ${rows[kind]} t on t.id = e.entity_id
			where (t.version is null or t.version <> e.top)
				and not exists (select 1 from outbox o where o.entity = ${kind} and o.entity_id = e.entity_id)`,
	),
	sql` union all `,
) as RawBuilder<Offender>;

export const eventPromises: Promise_[] = [
	{
		id: 'E1',
		says: 'the log counts 1, 2, 3 … without a gap, up to the sequencer’s number',
		offenders: sql<Offender>`select 'the log' as who,
				concat(e.n, ' events from ', coalesce(e.low, 0), ' to ', coalesce(e.high, 0), ', the sequencer stands at ', s.gseq) as what
			from sequencer s, (select count(*) as n, min(gseq) as low, max(gseq) as high from events) e
			where coalesce(e.high, 0) <> s.gseq or (e.n > 0 and e.n <> e.high - e.low + 1)`,
	},
	{
		id: 'E2',
		says: 'every stream counts without a gap, up to its head',
		offenders: sql<Offender>`select h.stream as who, concat('head ', h.head, ', ', coalesce(e.n, 0), ' events from ', coalesce(e.low, 0), ' to ', coalesce(e.high, 0)) as what
			from stream_heads h
			left join (select stream, count(*) as n, min(sseq) as low, max(sseq) as high from event_streams group by stream) e on e.stream = h.stream
			where e.n is not null and (e.high <> h.head or e.n <> e.high - e.low + 1)
			union all
			select e.stream, 'has events and no head' from event_streams e left join stream_heads h on h.stream = e.stream
			where h.stream is null group by e.stream`,
	},
	{
		id: 'E3',
		says: 'what was recorded is sequenced at once',
		settlesInSeconds: 10,
		offenders: sql<Offender>`select concat('outbox ', id) as who, concat(type, ' of ', recorded_at) as what
			from outbox where recorded_at < date_sub(now(3), interval 10 second)`,
	},
	{
		id: 'E4',
		says: 'each entity’s versions are told one after the other',
		offenders: sql<Offender>`select concat(entity, ' ', entity_id) as who, concat('version ', entity_version, ' comes after ', coalesce(before_it, 'nothing')) as what
			from (
				select entity, entity_id, entity_version, gseq,
					lag(entity_version) over (partition by entity, entity_id order by gseq) as before_it
				from events where entity in (${versionedKinds})
			) e
			where (before_it is not null and entity_version <> before_it + 1)
				or (before_it is null and entity_version <> 1 and not exists (
					select 1 from sequencer s, (select min(gseq) as low from events) l where l.low > 1))`,
	},
	{ id: 'E5', says: 'the last version told of a thing is the version it has', offenders: lastVersions },
	{
		id: 'E6',
		says: 'an order has as many events as steps in its history',
		offenders: sql<Offender>`select o.id as who, concat('order ', o.number, ': ', coalesce(h.n, 0), ' steps, ', coalesce(e.n, 0), ' events') as what
			from orders o
			left join (select order_id, count(*) as n from order_history group by order_id) h on h.order_id = o.id
			left join (
				select entity_id, count(*) as n from (
					select entity_id from events where entity = 'order' union all select entity_id from outbox where entity = 'order'
				) told group by entity_id) e on e.entity_id = o.id
			where coalesce(h.n, 0) <> coalesce(e.n, 0)
				and (select coalesce(min(gseq), 1) from events) = 1`,
	},
	{
		id: 'E7',
		says: 'every event’s streams are in the log as the event says',
		offenders: sql<Offender>`select concat('event ', e.gseq) as who, concat(json_length(e.streams), ' streams, ', count(s.stream), ' places') as what
			from events e left join event_streams s
				on s.gseq = e.gseq and s.sseq = json_extract(e.streams, concat('$."', s.stream, '"'))
			group by e.gseq, e.streams having json_length(e.streams) <> count(s.stream)`,
	},
	{
		id: 'E8',
		says: 'what follows from events has been taken up to the end of the log',
		settlesInSeconds: 60,
		offenders: sql<Offender>`select concat('consumer ', c.name) as who, concat('stands at ', c.gseq, ' of ', s.gseq) as what
			from consumer_cursors c, sequencer s
			where c.gseq > s.gseq or exists (
				select 1 from events e where e.gseq = c.gseq + 1 and e.recorded_at < date_sub(now(3), interval 60 second))`,
	},
];
