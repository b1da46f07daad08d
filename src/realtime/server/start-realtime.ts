/**
 * The sockets of one web process: who is let in, what they may say, and what the log brings them.
 */
import type { Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { runLoop } from '../../events/server/loop.ts';
import { readCursors, startTail } from '../../events/server/tail.ts';
import { env } from '../../lib/server/env.ts';
import { log } from '../../lib/server/log.ts';
import { gauges } from '../../lib/server/metrics.ts';
import { tooMany } from './admission.ts';
import { attach, detach, type Holder } from './attach.ts';
import { room, type MarketDoors, type MarketServer, type MarketSocket } from './connection.ts';
import { createReceive } from './receive.ts';
import { createRelay } from './relay.ts';
import { createRevocation } from './revocation.ts';
import { checkSlowReaders } from './slow-readers.ts';
import { createStockBoard } from './stock-board.ts';
import { createSubscriptions } from './subscriptions.ts';

const REVALIDATE_MS = 30_000;
/** How long the start waits for MySQL. */
const BOOT_MS = 2_000;

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

	const receive = createReceive(doors, subscriptions);

	const behaviour: NonNullable<Holder['current']> = {
		admit(socket, next) {
			const from = address(socket);
			const headers = new Headers();
			const { cookie, authorization } = socket.handshake.headers;
			if (cookie) headers.set('cookie', cookie);
			if (authorization) headers.set('authorization', authorization);
			doors.authenticate(headers).then(
				({ actor, guest = null }) => {
					if (tooMany(io, (actor ?? guest)?.id, from)) return next(new Error('too_many_sockets'));
					socket.data = {
						actor,
						guest,
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
			const { actor, guest } = socket.data;
			gauges.sockets.inc();
			if (actor) void socket.join(room.user(actor.id));
			if (actor?.sessionId) void socket.join(room.session(actor.sessionId));
			// A guest's session is the guest: it ends when they become a member.
			if (guest) void socket.join(room.session(guest.id));
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
			if (!keepServer) await detach(http);
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
