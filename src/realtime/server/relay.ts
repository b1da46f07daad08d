/** Hands what the tail brings to this process's sockets: each event to the rooms of its streams, encoded once a room. */
import { catalogue, isEventType, isPublic, type LogEvent } from '../../events/catalogue.ts';
import type { TailEvent } from '../../events/server/tail.ts';
import { log } from '../../lib/server/log.ts';
import { histograms } from '../../lib/server/metrics.ts';
import { room, type MarketServer } from './connection.ts';
import { pace } from './pace.ts';
import type { StockBoard } from './stock-board.ts';
import type { Subscriptions } from './subscriptions.ts';

/** The admin's feed is for reading, not for reflexes: it gets arrays. */
const FEED_MS = 200;

export type Relay = { listen: (events: TailEvent[]) => void; stop: () => void };

export function createRelay(
	io: MarketServer,
	parts: { subscriptions: Subscriptions; board: StockBoard; revoke: (event: TailEvent) => void },
): Relay {
	let feed: LogEvent[] = [];
	const feedPacer = pace(FEED_MS, () => {
		const events = feed;
		feed = [];
		send('admin', events);
	});

	function send(stream: string, events: LogEvent[]): void {
		parts.subscriptions.holdBack(stream, events);
		io.local.to(room.stream(stream)).emit('log', { stream, events });
	}

	return {
		listen(events) {
			const byStream = new Map<string, LogEvent[]>();
			const touched = new Set<string>();
			let all = false;
			for (const { streams, request_id: _, ...event } of events) {
				for (const [stream, sseq] of Object.entries(streams)) {
					if (stream === 'system') {
						// What came before it in the log goes out before the reader is shut out, and nothing after.
						flush(byStream);
						parts.revoke({ ...event, streams, request_id: null });
						continue;
					}
					const own = byStream.get(stream) ?? [];
					own.push({ ...event, sseq, actor_id: isPublic(stream) ? null : event.actor_id } as LogEvent);
					byStream.set(stream, own);
				}
				const stock = productsTouched(event);
				if (stock === 'all') all = true;
				else for (const id of stock) touched.add(id);
				histograms.relayLag.observe(Math.max(0, Date.now() - Date.parse(event.at)) / 1_000);
			}
			flush(byStream);
			if (all) parts.board.touch('all');
			else if (touched.size > 0) parts.board.touch([...touched]);
		},
		stop: feedPacer.stop,
	};

	function flush(byStream: Map<string, LogEvent[]>): void {
		for (const [stream, events] of byStream) {
			if (stream === 'admin') {
				feed.push(...events);
				feedPacer.call();
			} else {
				send(stream, events);
			}
		}
		byStream.clear();
	}
}

function productsTouched(event: { type: string; entity_id: string; data: unknown }): string[] | 'all' {
	if (!isEventType(event.type)) return [];
	const definition: { stock?: (data: never, id: string) => string[] | 'all' } = catalogue[event.type];
	try {
		return definition.stock?.(event.data as never, event.entity_id) ?? [];
	} catch (error) {
		// In the shape of another release: it must not take the others of its batch, revocations among them, with it.
		log.error({ err: error, type: event.type }, 'an event that cannot be read');
		return [];
	}
}
