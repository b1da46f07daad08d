/**
 * The sockets of one web process. Everything that changes with a reload of the code hangs on `holder.current`; the Socket.IO
 * server itself is attached once for the life of the process.
 */
import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server } from 'socket.io';
import { runLoop } from '../../events/server/loop.ts';
import { startTail } from '../../events/server/tail.ts';
import { readCursors } from '../../events/server/tail.ts';
import { env } from '../../lib/server/env.ts';
import { log } from '../../lib/server/log.ts';
import { gauges } from '../../lib/server/metrics.ts';
import { Refusal } from '../../lib/refusal.ts';
import { MOST_WATCHED, messages, type Answers, type Message, type MessageName } from '../protocol.ts';
import { mayTalk, sameOrigin, strike, tooMany } from './admission.ts';
import { room, type MarketDoors, type MarketServer, type MarketSocket } from './connection.ts';
import { createRelay } from './relay.ts';
import { createRevocation } from './revocation.ts';
import { checkSlowReaders } from './slow-readers.ts';
import { createStockBoard } from './stock-board.ts';
import { createSubscriptions } from './subscriptions.ts';

const REVALIDATE_MS = 30_000;
/** How long the start waits for MySQL. */
const BOOT_MS = 2_000;

type Behaviour = {
	admit: (socket: MarketSocket, next: (error?: Error) => void) => void;
	welcome: (socket: MarketSocket) => void;
};

type Holder = { io: MarketServer; current: Behaviour | null };

export type Realtime = {
	io: MarketServer;
	tailCursor: () => number;
	stop: (options?: { keepServer?: boolean }) => Promise<void>;
};

/** @param address how the caller's network address is found; the web server knows which headers to believe */
export async function startRealtime(
	http: HttpServer,
	doors: MarketDoors,
	{
		address,
		heartbeatMs = env.HEARTBEAT_MS,
	}: { address: (socket: MarketSocket) => string; heartbeatMs?: number },
): Promise<Realtime> {
	const holder = attach(http);
	const { io } = holder;
	const board = createStockBoard(io, doors);
	const subscriptions = createSubscriptions(doors);
	const revocation = createRevocation(io, doors);
	const relay = createRelay(io, { subscriptions, board, revoke: (event) => revocation.revoke(event) });
	const tail = startTail((events) => relay.listen(events));

	type Handlers = {
		[Name in MessageName]: (socket: MarketSocket, message: Message<Name>) => Promise<Answers[Name]>;
	};
	const handlers: Handlers = {
		subscribe: (socket, message) => subscriptions.subscribe(socket, message),
		async unsubscribe(socket, { stream }) {
			subscriptions.unsubscribe(socket, stream);
			return { ok: true };
		},
		async watch(socket, { products }) {
			if (new Set([...socket.data.watched, ...products]).size > MOST_WATCHED)
				return { ok: false, code: 'too_many_products' };
			for (const id of products) {
				socket.data.watched.add(id);
				void socket.join(room.stock(id));
			}
			// Joined first, read after: what changes in between comes as a frame with a higher version.
			return { ok: true, stock: await doors.readStock(products) };
		},
		async unwatch(socket, { products }) {
			for (const id of products) {
				socket.data.watched.delete(id);
				void socket.leave(room.stock(id));
			}
			return { ok: true };
		},
		clock: async () => ({ ok: true, now: Date.now() }),
	};

	async function receive(
		socket: MarketSocket,
		name: string,
		message: unknown,
		answer: unknown,
	): Promise<void> {
		const say = typeof answer === 'function' ? (answer as (answer: unknown) => void) : () => undefined;
		if (!mayTalk(socket)) {
			strike(socket);
			return say({ ok: false, code: 'too_many_requests' });
		}
		const known = Object.hasOwn(messages, name) ? (name as MessageName) : undefined;
		const parsed = known && messages[known].safeParse(message);
		if (!known || !parsed?.success) {
			strike(socket);
			const detail = parsed?.error?.issues[0];
			return say({
				ok: false,
				code: 'invalid_input',
				detail: detail ? `${detail.path.join('.')}: ${detail.message}` : 'unknown message',
			});
		}
		try {
			say(
				await (handlers[known] as (socket: MarketSocket, message: unknown) => Promise<unknown>)(
					socket,
					parsed.data,
				),
			);
		} catch (error) {
			if (error instanceof Refusal) return say({ ok: false, code: error.code });
			log.error({ err: error, message: name }, 'socket message failed');
			say({ ok: false, code: 'fault' });
		}
	}

	const behaviour: Behaviour = {
		admit(socket, next) {
			const from = address(socket);
			const headers = new Headers();
			const { cookie, authorization } = socket.handshake.headers;
			if (cookie) headers.set('cookie', cookie);
			if (authorization) headers.set('authorization', authorization);
			doors.authenticate(headers).then(
				({ actor }) => {
					if (tooMany(io, actor?.id, from)) return next(new Error('too_many_sockets'));
					socket.data = {
						actor,
						address: from,
						subscriptions: new Map(),
						watched: new Set(),
						lagging: null,
						laggingSince: 0,
						second: 0,
						sent: 0,
						strikes: 0,
					};
					next();
				},
				(error: unknown) => {
					log.warn({ err: error }, 'a socket could not be authenticated');
					next(new Error('unavailable'));
				},
			);
		},
		welcome(socket) {
			const { actor } = socket.data;
			gauges.sockets.inc();
			if (actor) void socket.join(room.user(actor.id));
			if (actor?.sessionId) void socket.join(room.session(actor.sessionId));
			socket.onAny(
				(name: string, message: unknown, answer: unknown) => void receive(socket, name, message, answer),
			);
			socket.on('disconnect', () => {
				gauges.sockets.dec();
				subscriptions.forget(socket);
			});
		},
	};

	// A socket that subscribed before the tail has its place would miss what comes in between. With MySQL away the pages are
	// served (or say so) all the same, and sockets are asked to come again.
	let stopped = false;
	const open = tail.begun.then(() => {
		if (!stopped) holder.current = behaviour;
	});
	await Promise.race([open, sleep(BOOT_MS, undefined, { ref: false })]);

	const loops = [
		runLoop('heartbeat', { everyMs: heartbeatMs }, () => sendHeads(io)),
		runLoop('session check', { everyMs: REVALIDATE_MS }, async () => {
			await revocation.recheck();
			return false;
		}),
		runLoop('slow readers', { everyMs: 500 }, async () => {
			checkSlowReaders(io, subscriptions);
			return false;
		}),
	];

	return {
		io,
		tailCursor: tail.cursor,
		async stop({ keepServer = false } = {}) {
			stopped = true;
			holder.current = null;
			// Spread the return, so that a thousand browsers do not knock at the same moment.
			for (const socket of io.of('/').sockets.values()) {
				socket.emit('ended', { why: 'restart', retry_ms: 200 + Math.floor(Math.random() * 3_000) });
			}
			await Promise.all([tail.stop(), ...loops.map((loop) => loop.stop())]);
			board.stop();
			relay.stop();
			io.disconnectSockets(true);
			if (!keepServer) {
				holders.delete(http);
				await io.close();
			}
		},
	};
}

/** Tells every socket where its streams end: a lost last event is noticed though nothing comes after it. */
async function sendHeads(io: MarketServer): Promise<false> {
	const streams = new Set<string>();
	for (const socket of io.of('/').sockets.values())
		for (const stream of socket.data.subscriptions.keys()) streams.add(stream);
	if (streams.size === 0) return false;
	const { epoch, heads } = await readCursors([...streams]);
	for (const socket of io.of('/').sockets.values()) {
		const own = [...socket.data.subscriptions.keys()].map((stream) => [stream, heads[stream] ?? 0]);
		if (own.length > 0) socket.emit('heads', { epoch, heads: Object.fromEntries(own) });
	}
	return false;
}

const HOLDERS = Symbol.for('marketday.sockets');
const holders = ((globalThis as Record<symbol, unknown>)[HOLDERS] ??= new WeakMap()) as WeakMap<
	HttpServer,
	Holder
>;

function attach(http: HttpServer): Holder {
	const existing = holders.get(http);
	if (existing) return existing;
	const io: MarketServer = new Server(http, {
		transports: ['websocket'],
		serveClient: false,
		maxHttpBufferSize: 16 * 1024,
		perMessageDeflate: false,
		// Vite's own hot-reload socket lives on the same server.
		destroyUpgrade: false,
		// No connectionStateRecovery: it replays private events to a revoked reader before any middleware runs.

		allowRequest: (request, answer) => answer(sameOrigin(request) ? null : 'cross_site', sameOrigin(request)),
	});
	const holder: Holder = { io, current: null };
	io.use((socket, next) =>
		holder.current ? holder.current.admit(socket, next) : next(new Error('unavailable')),
	);
	io.on('connection', (socket) => holder.current?.welcome(socket));
	holders.set(http, holder);
	return holder;
}
