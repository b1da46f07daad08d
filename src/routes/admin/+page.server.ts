import { feedQuery } from '#activity/admin-input.ts';
import { readFeed } from '#activity/server/queries/feed.ts';
import { countTroubles } from '#activity/server/queries/health.ts';
import { readPulse } from '#activity/server/queries/pulse.ts';
import { readCursors } from '#events/server/tail.ts';
import { checkInput } from '#lib/check-input.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { countOpenExceptions } from '#payments/server/queries/exceptions.ts';
import { needAdmin } from '../edge/guard.ts';

export async function load(event) {
	needAdmin(event);
	const asked = event.url.searchParams;
	const values = Object.fromEntries(
		['group', 'shop', 'user', 'q'].map((key) => [key, asked.get(key)?.trim() ?? '']),
	) as Record<'group' | 'shop' | 'user' | 'q', string>;
	const until = instantOf(asked.get('at'), asked.get('offset'));
	const given = Object.entries({ ...values, until, cursor: asked.get('cursor') ?? '' });
	const query = Object.fromEntries(given.filter(([, value]) => value));

	// Before the state: what happens in between is then sent again, not lost.
	const cursors = await readCursors(['admin']);
	const [pulse, troubles, exceptions] = await Promise.all([
		readPulse(),
		countTroubles(),
		countOpenExceptions(),
	]);
	let errors: FieldErrors = {};
	let feed: Awaited<ReturnType<typeof readFeed>> = { items: [], next_cursor: null, people: {}, filter: {} };
	try {
		feed = await readFeed(checkInput(feedQuery, query));
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		errors = refused.data.errors ?? {};
	}
	const { until: _until, cursor: _cursor, ...kept } = query;
	return {
		cursors,
		pulse,
		troubles: { ...troubles, exceptions },
		feed,
		values,
		errors,
		until: until || null,
		/** The filter alone, for the address of an older page. */
		kept: new URLSearchParams(kept).toString(),
		/** Whether this is a page of the past, which does not move. */
		past: Boolean(query['until'] || query['cursor']),
	};
}

/** A time as a form gives it, `offset` minutes behind UTC, as an ISO instant; empty if it is none. */
function instantOf(at: string | null, offset: string | null): string {
	const minutes = /^-?\d{1,4}$/.test(offset ?? '') ? Number(offset) : 0;
	const time = Date.parse(`${at ?? ''}Z`) + minutes * 60_000;
	return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString() : '';
}
