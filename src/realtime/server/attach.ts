/**
 * The Socket.IO server of an HTTP server, attached once for the life of the process. What it does hangs on `holder.current`, so
 * that a reload of the code in development swaps the behaviour and keeps the server.
 */
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { sameOrigin } from './admission.ts';
import type { MarketServer, MarketSocket } from './connection.ts';

export type Holder = {
	io: MarketServer;
	current: {
		admit: (socket: MarketSocket, next: (error?: Error) => void) => void;
		welcome: (socket: MarketSocket) => void;
	} | null;
};

const HOLDERS = Symbol.for('marketday.sockets');
const holders = ((globalThis as Record<symbol, unknown>)[HOLDERS] ??= new WeakMap()) as WeakMap<
	HttpServer,
	Holder
>;

export function attach(http: HttpServer): Holder {
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

/** Closes the server for good. */
export async function detach(http: HttpServer): Promise<void> {
	const holder = holders.get(http);
	holders.delete(http);
	await holder?.io.close();
}
