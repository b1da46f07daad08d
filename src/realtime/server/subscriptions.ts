/**
 * From a cursor to live without a hole: live events are held back from the moment of asking, the past is replayed from the
 * log, then what was held back follows (without what the replay already brought), then the socket joins the stream's room.
 * The last two steps are one tick, so nothing can come in between.
 */
import type { LogEvent } from '../../events/catalogue.ts';
import { readEnds, readStream } from '../../events/server/tail.ts';
import { gauges } from '../../lib/server/metrics.ts';
import { MOST_STREAMS, type Answers, type Message } from '../protocol.ts';
import { room, type MarketDoors, type MarketSocket, type Subscription } from './connection.ts';

const PAGE = 500;
const MOST_WAITING = 5_000;
/** Further behind than this, fetching the state afresh is cheaper than hearing all of it. */
const MOST_REPLAYED = 5_000;

export type Subscriptions = {
	subscribe: (socket: MarketSocket, asked: Message<'subscribe'>) => Promise<Answers['subscribe']>;
	unsubscribe: (socket: MarketSocket, stream: string) => void;
	/** Live events for readers that are still catching up. */
	holdBack: (stream: string, events: LogEvent[]) => void;
	forget: (socket: MarketSocket) => void;
};

export function createSubscriptions(doors: Pick<MarketDoors, 'mayRead'>): Subscriptions {
	const catchingUp = new Map<string, Set<Subscription>>();

	function startWaiting(subscription: Subscription): void {
		const others = catchingUp.get(subscription.stream) ?? new Set();
		catchingUp.set(subscription.stream, others.add(subscription));
	}

	function stopWaiting(subscription: Subscription): void {
		const others = catchingUp.get(subscription.stream);
		others?.delete(subscription);
		if (others?.size === 0) catchingUp.delete(subscription.stream);
	}

	function drop(socket: MarketSocket, stream: string): void {
		const subscription = socket.data.subscriptions.get(stream);
		if (!subscription) return;
		stopWaiting(subscription);
		socket.data.subscriptions.delete(stream);
		gauges.subscriptions.dec();
	}

	return {
		async subscribe(socket, { stream, epoch, after }) {
			if (socket.data.subscriptions.size >= MOST_STREAMS && !socket.data.subscriptions.has(stream)) {
				return { ok: false, code: 'too_many_streams' };
			}
			drop(socket, stream);
			void socket.leave(room.stream(stream));
			const subscription: Subscription = { stream, waiting: [] };
			socket.data.subscriptions.set(stream, subscription);
			gauges.subscriptions.inc();
			startWaiting(subscription);
			const current = () => socket.connected && socket.data.subscriptions.get(stream) === subscription;

			try {
				const { actor, guest } = socket.data;
				if (!(await doors.mayRead(actor, stream)) && !(guest && (await doors.mayRead(guest, stream)))) {
					if (current()) drop(socket, stream);
					return { ok: false, code: 'not_found' };
				}
				const ends = await readEnds(stream);
				const resumable =
					epoch === ends.epoch &&
					after <= ends.head &&
					after >= ends.oldest - 1 &&
					ends.head - after <= MOST_REPLAYED;
				if (!resumable) {
					if (current()) drop(socket, stream);
					return { ok: true, head: ends.head, epoch: ends.epoch, reset: true };
				}
				let last = after;
				for (let more = true; more && current();) {
					const events = await readStream(stream, last, PAGE);
					last = events.at(-1)?.sseq ?? last;
					more = events.length === PAGE;
					if (events.length > 0 && current()) socket.emit('log', { stream, events });
				}
				if (!current()) return { ok: false, code: 'superseded' };
				const rest = (subscription.waiting ?? []).filter((event) => event.sseq > last);
				if (rest.length > 0) socket.emit('log', { stream, events: rest });
				subscription.waiting = null;
				stopWaiting(subscription);
				void socket.join(room.stream(stream));
				return { ok: true, head: rest.at(-1)?.sseq ?? last, epoch: ends.epoch, reset: false };
			} catch (error) {
				if (current()) drop(socket, stream);
				throw error;
			}
		},
		unsubscribe(socket, stream) {
			drop(socket, stream);
			void socket.leave(room.stream(stream));
		},
		holdBack(stream, events) {
			for (const subscription of catchingUp.get(stream) ?? []) {
				subscription.waiting?.push(...events);
				// It falls so far behind that it will see a gap and ask again.
				if ((subscription.waiting?.length ?? 0) > MOST_WAITING) subscription.waiting = [];
			}
		},
		forget(socket) {
			for (const stream of [...socket.data.subscriptions.keys()]) drop(socket, stream);
		},
	};
}
