/** Who may open a socket, how many, and how often each may speak. */
import type { IncomingMessage } from 'node:http';
import { env } from '../../lib/server/env.ts';
import type { MarketServer, MarketSocket } from './connection.ts';

const MOST_PER_USER = 10 * env.RATE_LIMIT_FACTOR;
const MOST_PER_ADDRESS = 100 * env.RATE_LIMIT_FACTOR;
const MESSAGES_A_SECOND = 20 * env.RATE_LIMIT_FACTOR;
const MOST_STRIKES = 3;

/** CORS does not cover WebSockets: a foreign page could open one with the visitor's cookie. Browsers always send Origin. */
export function sameOrigin(request: IncomingMessage): boolean {
	const { origin, host } = request.headers;
	if (origin === undefined) return true;
	if (env.ORIGIN && origin === env.ORIGIN) return true;
	return env.MARKETDAY_ENV !== 'production' && URL.canParse(origin) && new URL(origin).host === host;
}

export function tooMany(io: MarketServer, userId: string | undefined, address: string): boolean {
	let own = 0;
	let near = 0;
	for (const socket of io.of('/').sockets.values()) {
		if (userId && (socket.data.actor ?? socket.data.guest)?.id === userId) own += 1;
		if (socket.data.address === address) near += 1;
	}
	return own >= MOST_PER_USER || near >= MOST_PER_ADDRESS;
}

/** Counts a message. Answers whether it may be handled. */
export function mayTalk(socket: MarketSocket): boolean {
	const second = Math.floor(Date.now() / 1_000);
	if (socket.data.second !== second) {
		socket.data.second = second;
		socket.data.sent = 0;
	}
	socket.data.sent += 1;
	return socket.data.sent <= MESSAGES_A_SECOND;
}

/** Notes what no honest client sends; the third time closes the socket. */
export function strike(socket: MarketSocket): void {
	socket.data.strikes += 1;
	if (socket.data.strikes < MOST_STRIKES) return;
	socket.emit('ended', { why: 'abuse' });
	socket.disconnect(true);
}
