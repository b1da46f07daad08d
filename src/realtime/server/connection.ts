import type { Server, Socket } from 'socket.io';
import type { Actor, Guest } from '../../accounts/actor.ts';
import type { LogEvent } from '../../events/catalogue.ts';
import type { ClientToServer, ServerToClient, StockFrame } from '../protocol.ts';

/** What the market tells the sockets; handed in, since the realtime room knows nothing of shops and orders. */
export type MarketDoors = {
	authenticate: (headers: Headers) => Promise<{ actor: Actor | null; guest?: Guest | null }>;
	/** Whether this reader may read this stream now. False also when there is no such thing: nobody learns which. */
	mayRead: (reader: Actor | Guest | null, stream: string) => Promise<boolean>;
	/** Fresh counts of these products, straight from the database. */
	readStock: (productIds: string[]) => Promise<StockFrame[]>;
	/** Which of these sessions (public ids) are still good. */
	liveSessions: (sessionIds: string[]) => Promise<Set<string>>;
};

export type Subscription = {
	stream: string;
	/** Live events that came while the past is still being replayed; null once it has caught up and sits in the room. */
	waiting: LogEvent[] | null;
};

export type SocketData = {
	actor: Actor | null;
	guest: Guest | null;
	address: string;
	subscriptions: Map<string, Subscription>;
	watched: Set<string>;
	/** Streams it was too slow for, to be taken up again when its buffer has drained. */
	lagging: Set<string> | null;
	laggingSince: number;
	/** Messages in the current second, and how often it sent what no honest client sends. */
	second: number;
	sent: number;
	strikes: number;
};

type Nothing = Record<string, never>;
export type MarketServer = Server<ClientToServer, ServerToClient, Nothing, SocketData>;
export type MarketSocket = Socket<ClientToServer, ServerToClient, Nothing, SocketData>;

export const room = {
	stream: (name: string) => `stream ${name}`,
	stock: (productId: string) => `stock ${productId}`,
	session: (publicId: string) => `session ${publicId}`,
	user: (id: string) => `user ${id}`,
};
