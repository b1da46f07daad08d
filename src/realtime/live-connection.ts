/**
 * The browser's one socket and everything it is subscribed to. Framework-free, so that a test, a bot or a foreign client can use
 * it as it is. After every reconnect each stream goes on from its own cursor; nothing is assumed to have arrived.
 */
import { io, type Socket } from 'socket.io-client';
import type { LogEvent } from '../events/catalogue.ts';
import type {
	Answers,
	ClientToServer,
	Cursor,
	Message,
	MessageName,
	ServerToClient,
	StockFrame,
} from './protocol.ts';
import { StreamReader } from './stream-reader.ts';

export type ConnectionState = 'connecting' | 'live' | 'offline' | 'ended';

export type StreamListener = {
	/** Each event once, in order. */
	event: (event: LogEvent) => void;
	/** The cursor is no good any more: fetch the state afresh; answers the cursor that came with it. */
	reset: () => Promise<Cursor | null> | Cursor | null;
};

export type LiveConnection = {
	listen: (stream: string, cursor: Cursor, listener: StreamListener) => () => void;
	watch: (productIds: string[]) => void;
	unwatch: (productIds: string[]) => void;
	close: () => void;
	socket: Socket<ServerToClient, ClientToServer>;
};

type Listening = {
	stream: string;
	reader: StreamReader;
	listener: StreamListener;
	asking: boolean;
	askAgain: boolean;
	stopped: boolean;
};

const ACK_MS = 10_000;

export function openLiveConnection(
	url: string,
	hooks: {
		state: (state: ConnectionState) => void;
		stock: (frames: StockFrame[]) => void;
		/** How many ms the server's clock is ahead of ours. */
		clock?: (offsetMs: number) => void;
	},
	options: { headers?: Record<string, string> } = {},
): LiveConnection {
	const socket: Socket<ServerToClient, ClientToServer> = io(url, {
		transports: ['websocket'],
		reconnectionDelay: 300,
		reconnectionDelayMax: 5_000,
		timeout: 5_000,
		...(options.headers && { extraHeaders: options.headers }),
	});
	const listening = new Set<Listening>();
	const watched = new Map<string, number>();

	async function send<Name extends MessageName>(
		name: Name,
		message: Message<Name>,
	): Promise<Answers[Name] | undefined> {
		try {
			const emit = socket.timeout(ACK_MS).emitWithAck as (name: string, message: unknown) => Promise<unknown>;
			return (await emit.call(socket.timeout(ACK_MS), name, message)) as Answers[Name];
		} catch {
			return undefined;
		}
	}

	async function ask(place: Listening): Promise<void> {
		if (place.asking) {
			place.askAgain = true;
			return;
		}
		place.asking = true;
		do {
			place.askAgain = false;
			if (place.stopped || !socket.connected) break;
			const { epoch, last } = place.reader;
			const answer = await send('subscribe', { stream: place.stream, epoch, after: last });
			if (place.stopped) break;
			if (!answer) {
				// No answer in time: the connection's own reconnect asks again, or we do.
				place.askAgain = socket.connected;
				await pause(1_000);
			} else if (!answer.ok) {
				if (answer.code === 'too_many_requests' || answer.code === 'fault') {
					place.askAgain = true;
					await pause(1_000 + Math.random() * 1_000);
				}
			} else if (answer.reset) {
				const cursor = await place.listener.reset();
				if (cursor) {
					place.reader = new StreamReader(cursor.epoch, cursor.after);
					place.askAgain = true;
					await pause(200);
				}
			} else if (answer.head > place.reader.last) {
				place.askAgain = true;
			}
		} while (place.askAgain);
		place.asking = false;
	}

	async function readClock(): Promise<void> {
		const sent = Date.now();
		const answer = await send('clock', {});
		const back = Date.now();
		if (answer?.ok) hooks.clock?.(answer.now - (sent + back) / 2);
	}

	socket.on('connect', () => {
		hooks.state('live');
		void readClock();
		for (const place of listening) void ask(place);
		for (const ids of chunks([...watched.keys()], 100)) void watchNow(ids);
	});
	socket.on('disconnect', (reason) => {
		hooks.state(reason === 'io client disconnect' ? 'ended' : 'connecting');
		// Closed by the server on purpose: Socket.IO does not come back by itself.
		if (reason === 'io server disconnect') setTimeout(() => socket.connect(), comeBackMs);
	});
	socket.on('connect_error', () => {
		hooks.state('offline');
		// Refused by the server (too many sockets, say) rather than not reached: Socket.IO gives up there, we do not.
		if (!socket.active) setTimeout(() => socket.connect(), 2_000 + Math.random() * 3_000);
	});
	let comeBackMs = 1_000;
	socket.on('ended', ({ retry_ms }) => {
		comeBackMs = retry_ms ?? 1_000;
	});
	socket.on('log', ({ stream, events }) => {
		for (const place of listening) {
			if (place.stream !== stream) continue;
			const verdict = place.reader.take(events);
			for (const event of verdict.apply) place.listener.event(event);
			if (verdict.askAgain) void ask(place);
		}
	});
	socket.on('heads', ({ epoch, heads }) => {
		for (const place of listening) {
			const head = heads[place.stream];
			if (head !== undefined && place.reader.isBehind(epoch, head)) void ask(place);
		}
	});
	socket.on('resync', ({ streams }) => {
		for (const place of listening) if (streams.includes(place.stream)) void ask(place);
	});
	socket.on('stock', (frames) => hooks.stock(frames));

	async function watchNow(products: string[]): Promise<void> {
		if (!socket.connected || products.length === 0) return;
		const answer = await send('watch', { products });
		if (answer?.ok) hooks.stock(answer.stock);
		else if (socket.connected && answer?.code !== 'too_many_products') {
			await pause(1_500);
			await watchNow(products.filter((id) => watched.has(id)));
		}
	}

	return {
		socket,
		listen(stream, cursor, listener) {
			const place: Listening = {
				stream,
				reader: new StreamReader(cursor.epoch, cursor.after),
				listener,
				asking: false,
				askAgain: false,
				stopped: false,
			};
			listening.add(place);
			if (socket.connected) void ask(place);
			return () => {
				place.stopped = true;
				listening.delete(place);
				const shared = [...listening].some((other) => other.stream === stream);
				if (!shared && socket.connected) void send('unsubscribe', { stream });
			};
		},
		watch(productIds) {
			const fresh = productIds.filter((id) => !watched.has(id));
			for (const id of productIds) watched.set(id, (watched.get(id) ?? 0) + 1);
			for (const ids of chunks(fresh, 100)) void watchNow(ids);
		},
		unwatch(productIds) {
			const left: string[] = [];
			for (const id of productIds) {
				const count = (watched.get(id) ?? 0) - 1;
				if (count > 0) watched.set(id, count);
				else if (watched.delete(id)) left.push(id);
			}
			for (const products of chunks(left, 100)) if (socket.connected) void send('unwatch', { products });
		},
		close: () => socket.disconnect(),
	};
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function chunks<T>(all: T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
	return parts;
}
