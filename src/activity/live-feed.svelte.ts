/**
 * The feed's rows in the browser: what was loaded, and what has come since. While the admin reads (paused, or scrolled away from
 * the top) new rows wait, counted; none is ever dropped without the page being read afresh.
 */
import type { LogEvent } from '#events/catalogue.ts';
import { passes, type FeedFilter, type FeedPage } from './feed.ts';
import { beat, type Pulse } from './pulse.ts';

/** Rows kept on the page; older ones are a click on “Older” away. */
const MOST_SHOWN = 600;
const MOST_WAITING = 5_000;
/** A burst becomes one change of the page. */
const GATHER_MS = 120;

type Start = FeedPage & { filter: FeedFilter; pulse: Pulse };

export class LiveFeed {
	items = $state.raw<LogEvent[]>([]);
	waiting = $state.raw<LogEvent[]>([]);
	people = $state.raw<Record<string, string>>({});
	next = $state<string | null>(null);
	pulse = $state.raw<Pulse>({ placed: {}, paid: {} });
	paused = $state(false);
	/** The rows that came last, for the eye. */
	fresh = $state.raw<readonly number[]>([]);
	loadingOlder = $state(false);
	fault = $state(false);
	#filter: FeedFilter;
	#reading: () => boolean;
	#gathered: LogEvent[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** @param reading whether the admin is looking at older rows just now */
	constructor(start: Start, reading: () => boolean = () => false) {
		this.items = start.items;
		this.people = start.people;
		this.next = start.next_cursor;
		this.pulse = start.pulse;
		this.#filter = start.filter;
		this.#reading = reading;
	}

	take(event: LogEvent): void {
		this.#gathered.push(event);
		this.#timer ??= setTimeout(() => this.#settle(), GATHER_MS);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Lets in what was waiting. Answers false when too much was: then the page must be read afresh. */
	resume(): boolean {
		this.paused = false;
		if (this.waiting.length > MOST_WAITING) return false;
		const waited = this.waiting;
		this.waiting = [];
		this.#show(waited);
		return true;
	}

	async older(query: string): Promise<void> {
		if (!this.next || this.loadingOlder) return;
		this.loadingOlder = true;
		try {
			const page = await readPage(`${query}${query ? '&' : ''}cursor=${this.next}`);
			this.items = [...this.items, ...page.items];
			this.people = { ...this.people, ...page.people };
			this.next = page.next_cursor;
			this.fault = false;
		} catch {
			this.fault = true;
		} finally {
			this.loadingOlder = false;
		}
	}

	#settle(): void {
		this.#timer = undefined;
		const came = this.#gathered.splice(0);
		this.pulse = came.reduce(beat, this.pulse);
		const newest = this.waiting[0]?.sseq ?? this.items[0]?.sseq ?? 0;
		const mine = came.filter((event) => event.sseq > newest && passes(event, this.#filter)).reverse();
		if (mine.length === 0) return;
		if (this.paused || this.waiting.length > 0 || this.#reading()) this.waiting = [...mine, ...this.waiting];
		else this.#show(mine);
	}

	#show(rows: LogEvent[]): void {
		this.fresh = rows.map((event) => event.sseq);
		const all = [...rows, ...this.items];
		this.items = all.slice(0, MOST_SHOWN);
		const last = this.items.at(-1);
		if (all.length > MOST_SHOWN && last) this.next = String(last.sseq);
		if (rows.some((event) => event.actor_id && !this.people[event.actor_id])) void this.#learnNames();
	}

	async #learnNames(): Promise<void> {
		try {
			const page = await readPage('limit=200');
			this.people = { ...this.people, ...page.people };
		} catch {
			// A row without a name is still true; the next one asks again.
		}
	}
}

async function readPage(query: string): Promise<FeedPage> {
	const response = await fetch(`/api/activity?${query}`);
	if (!response.ok) throw new Error(`The feed answered ${response.status}`);
	return (await response.json()) as FeedPage;
}
