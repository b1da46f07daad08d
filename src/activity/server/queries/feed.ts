/** The feed's past, page by page: the `admin` stream of the log, newest first. */
import { usersByIds } from '#accounts/server/queries.ts';
import { readChoice } from './choice.ts';
import type { EventType, LogEvent } from '#events/catalogue.ts';
import { db } from '#lib/server/db.ts';
import type { FeedQuery } from '../../admin-input.ts';
import { passes, typesOf, type FeedFilter, type FeedPage } from '../../feed.ts';

const CHUNK = 500;
/** How far one page searches; a rarer thing is found by going on. */
const MOST_SEARCHED = 10_000;

/** @throws {Refusal} invalid_input for a shop or user that is not there */
export async function readFeed(query: FeedQuery): Promise<FeedPage & { filter: FeedFilter }> {
	const filter = await readChoice(query);
	const limit = query.limit ?? 60;
	let before = query.cursor ? Number(query.cursor) : await placeAt(query.until);
	const items: LogEvent[] = [];
	let searched = 0;
	let ended = false;
	const chunk = filter.user || filter.text ? CHUNK : limit + 1;
	while (items.length < limit && searched < MOST_SEARCHED && !ended) {
		const rows = await readBefore(before, chunk, filter);
		ended = rows.length < chunk;
		searched += rows.length;
		for (const event of rows) {
			if (items.length === limit) {
				ended = false;
				break;
			}
			before = event.sseq;
			if (passes(event, filter)) items.push(event);
		}
	}
	return { items, next_cursor: ended ? null : String(before), people: await namesOf(items), filter };
}

async function readBefore(before: number, limit: number, filter: FeedFilter): Promise<LogEvent[]> {
	let rows = db
		.selectFrom('event_streams')
		.innerJoin('events', 'events.gseq', 'event_streams.gseq')
		.select(['event_streams.sseq', 'events.gseq', 'events.type', 'events.v', 'events.entity_id'])
		.select(['events.entity_version', 'events.data', 'events.actor_id', 'events.recorded_at'])
		.where('event_streams.stream', '=', 'admin')
		.where('event_streams.sseq', '<', before)
		.orderBy('event_streams.sseq', 'desc')
		.limit(limit);
	if (filter.group) rows = rows.where('events.type', 'in', typesOf(filter.group));
	if (filter.shop) rows = rows.where('events.shop_id', '=', filter.shop);
	return (await rows.execute()).map(
		({ recorded_at, data, type, ...row }) =>
			({
				...row,
				type: type as EventType,
				data: JSON.parse(data),
				at: recorded_at.toISOString(),
			}) as LogEvent,
	);
}

/** The place in the stream of the first event at or after `until`; beyond its end without one. */
async function placeAt(until: string | undefined): Promise<number> {
	if (!until) return Number.MAX_SAFE_INTEGER;
	const last = await db
		.selectFrom('events')
		.select('gseq')
		.where('recorded_at', '<', new Date(until))
		.orderBy('recorded_at', 'desc')
		.orderBy('gseq', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!last) return 0;
	const place = await db
		.selectFrom('event_streams')
		.select('sseq')
		.where('stream', '=', 'admin')
		.where('gseq', '<=', last.gseq)
		.orderBy('gseq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (place?.sseq ?? 0) + 1;
}

async function namesOf(items: LogEvent[]): Promise<Record<string, string>> {
	const people = await usersByIds(items.flatMap((event) => event.actor_id ?? []));
	return Object.fromEntries([...people].map(([id, user]) => [id, user.username]));
}
