/**
 * Keeps buffers bounded: Socket.IO would queue for a slow reader without end. Over 256 KiB unsent it is left out of its streams
 * and told, once drained, to ask again from its cursor: it loses nothing, we keep nothing. Over 1 MiB, or 30 s, it is closed.
 */
import { room, type MarketServer, type MarketSocket } from './connection.ts';
import type { Subscriptions } from './subscriptions.ts';

const LAGGING_BYTES = 256 * 1024;
const CLOSING_BYTES = 1024 * 1024;
const LONGEST_LAG_MS = 30_000;

export function checkSlowReaders(io: MarketServer, subscriptions: Subscriptions): void {
	for (const socket of io.of('/').sockets.values()) {
		const unsent = unsentBytes(socket as unknown as MarketSocket);
		const { lagging } = socket.data;
		if (unsent > CLOSING_BYTES || (lagging && Date.now() - socket.data.laggingSince > LONGEST_LAG_MS)) {
			socket.disconnect(true);
		} else if (!lagging && unsent > LAGGING_BYTES) {
			socket.data.lagging = new Set(socket.data.subscriptions.keys());
			socket.data.laggingSince = Date.now();
			for (const stream of socket.data.lagging)
				subscriptions.unsubscribe(socket as unknown as MarketSocket, stream);
			for (const id of socket.data.watched) void socket.leave(room.stock(id));
		} else if (lagging && unsent < LAGGING_BYTES / 4) {
			socket.data.lagging = null;
			for (const id of socket.data.watched) void socket.join(room.stock(id));
			socket.emit('resync', { streams: [...lagging] });
		}
	}
}

function unsentBytes(socket: MarketSocket): number {
	const transport = socket.conn.transport as unknown as { socket?: { bufferedAmount?: number } };
	const queued = socket.conn['writeBuffer'] as { data?: string | Buffer }[];
	let bytes = transport.socket?.bufferedAmount ?? 0;
	for (const packet of queued) bytes += packet.data?.length ?? 0;
	return bytes;
}
