/**
 * What a page sees of the live market: is the connection good, what is left of a product, what happens on a stream. One socket
 * a tab, opened when the first page asks for something live. The page that the server rendered is right without it.
 */
import { invalidateAll } from '$app/navigation';
import type { LogEvent } from '#events/catalogue.ts';
import { setServerTime } from '#lib/ui/clock.svelte.ts';
import { openLiveConnection, type ConnectionState, type LiveConnection } from './live-connection.ts';
import type { StockFrame } from './protocol.ts';

/** The streams' ends, as the page's load read them before the state. */
export type PageCursors = { epoch: number; heads: Record<string, number> };

export type LiveStock = {
	available: number;
	/** In somebody's checkout, over all variants. */
	held: number;
	gone: boolean;
	variants: StockFrame['variants'];
};

/** What a product view brings: counts as the server rendered them. */
export type StockSeed = {
	id: string;
	stock: number;
	variants: { id: string; stock: number; held: number; version: number; next_free_at: string | null }[];
};

const GRACE_MS = 2_500;

class Connection {
	/** `live` also for the first moments without a socket: a page that has just been rendered is true. */
	state = $state<'live' | 'connecting' | 'offline'>('live');
	/** Since when the figures on the page may be old; null while they are live. */
	since = $state<Date | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	turned(state: ConnectionState): void {
		clearTimeout(this.#timer);
		if (state === 'live') {
			this.state = 'live';
			this.since = null;
			return;
		}
		const since = (this.since ??= new Date());
		const show = () => (this.state = state === 'offline' ? 'offline' : 'connecting');
		this.#timer = setTimeout(show, Math.max(0, since.getTime() + GRACE_MS - Date.now()));
	}
}

export const connection = new Connection();

let live: LiveConnection | undefined;
/** Replaced, never changed: frames come a few times a second at most, and a reactive map costs every page its code. */
let frames = $state.raw<Readonly<Record<string, StockFrame>>>({});

function open(): LiveConnection {
	live ??= openLiveConnection(location.origin, {
		state: (state) => connection.turned(state),
		clock: (offset) => setServerTime(Date.now() + offset),
		stock(fresh) {
			const next = { ...frames };
			for (const frame of fresh) next[frame.product_id] = newest(next[frame.product_id], frame);
			frames = next;
		},
	});
	return live;
}

/** Each variant at its newest: frames may overtake each other on the way. */
function newest(known: StockFrame | undefined, fresh: StockFrame): StockFrame {
	if (!known) return fresh;
	const variants = fresh.variants.map((variant) => {
		const mine = known.variants.find((other) => other.id === variant.id);
		return mine && isNewer(mine, variant) ? mine : variant;
	});
	return { ...fresh, variants };
}

/** An extended checkout moves only the time, and only to a later one. */
function isNewer(one: StockFrame['variants'][0], other: StockFrame['variants'][0]): boolean {
	if (one.version !== other.version) return one.version > other.version;
	return (one.next_free_at ?? '') > (other.next_free_at ?? '');
}

/**
 * Listens to a stream from the page's cursor on. Call it in an `$effect` and return what it returns.
 * When the cursor is too old, the page's data is loaded afresh, and with it its cursors: pass them through `cursors`.
 */
export function listen(
	stream: string,
	cursors: () => PageCursors,
	event: (event: LogEvent) => void,
): () => void {
	const cursor = () => ({ epoch: cursors().epoch, after: cursors().heads[stream] ?? 0 });
	return open().listen(stream, cursor(), {
		event,
		async reset() {
			await invalidateAll();
			return cursor();
		},
	});
}

/** What is left of a product: the newest count known, or what the server rendered. Reactive. */
export function stockOf(seed: StockSeed): LiveStock {
	const frame = frames[seed.id];
	const rendered = seed.variants.map(({ stock, ...variant }) => ({ ...variant, available: stock }));
	const variants = frame
		? frame.variants.map((variant) => {
				const mine = rendered.find((other) => other.id === variant.id);
				return mine && isNewer(mine, variant) ? mine : variant;
			})
		: rendered;
	const sum = (part: 'available' | 'held') => variants.reduce((all, variant) => all + variant[part], 0);
	return { available: sum('available'), held: sum('held'), gone: frame?.gone ?? false, variants };
}

let observer: IntersectionObserver | undefined;
const onScreen = new WeakMap<Element, (visible: boolean) => void>();

/** Attachment: keeps a product's count live while the element is on screen or near it. `{@attach watchStock(product.id)}` */
export function watchStock(productId: string): (element: Element) => () => void {
	return (element) => {
		observer ??= new IntersectionObserver(
			(entries) => {
				for (const entry of entries) onScreen.get(entry.target)?.(entry.isIntersecting);
			},
			{ rootMargin: '200px' },
		);
		let watching = false;
		const turn = (on: boolean) => {
			if (on === watching) return;
			watching = on;
			collect(on ? 'watch' : 'unwatch', productId);
		};
		onScreen.set(element, turn);
		observer.observe(element);
		return () => {
			observer?.unobserve(element);
			onScreen.delete(element);
			turn(false);
		};
	};
}

const collected = { watch: new Set<string>(), unwatch: [] as string[], due: false };

/** A grid's cards come on screen together: one message for all of them. */
function collect(what: 'watch' | 'unwatch', productId: string): void {
	if (what === 'watch') collected.watch.add(productId);
	else if (!collected.watch.delete(productId)) collected.unwatch.push(productId);
	if (collected.due) return;
	collected.due = true;
	setTimeout(() => {
		collected.due = false;
		const { watch, unwatch } = collected;
		collected.watch = new Set();
		collected.unwatch = [];
		if (watch.size > 0) open().watch([...watch]);
		if (unwatch.length > 0) open().unwatch(unwatch);
	}, 20);
}
