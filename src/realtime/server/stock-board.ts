/**
 * Live counts. Stock is versioned state, not a log: only the newest count matters. The first change of a quiet product goes out
 * at once, then at most one frame per 100 ms and product, each read fresh, and always a last one. A thousand sales a second
 * are ten frames a second to a viewer, and never a wrong last number.
 *
 * One read is under way at a time, for all products that are due: under load the reads grow larger, not more.
 */
import { counters } from '../../lib/server/metrics.ts';
import { log } from '../../lib/server/log.ts';
import { room, type MarketDoors, type MarketServer } from './connection.ts';

const FRAME_MS = 100;
const RETRY_MS = 500;
const MOST_A_READ = 500;

export type StockBoard = {
	/** These products' counts may have changed. */
	touch: (productIds: string[] | 'all') => void;
	stop: () => void;
};

export function createStockBoard(io: MarketServer, doors: Pick<MarketDoors, 'readStock'>): StockBoard {
	/** Products to be read, and when: ms of the process's clock. */
	const due = new Map<string, number>();
	/** When a product was last read; forgotten once it has been quiet. */
	const lastRead = new Map<string, number>();
	let timer: NodeJS.Timeout | undefined;
	let reading = false;
	let stopped = false;

	function schedule(): void {
		if (reading || stopped || due.size === 0) return;
		clearTimeout(timer);
		const wait = Math.min(...due.values()) - performance.now();
		if (wait <= 0) void flush();
		else timer = setTimeout(() => void flush(), wait);
	}

	async function flush(): Promise<void> {
		const now = performance.now();
		const ids = [...due].flatMap(([id, at]) => (at <= now ? [id] : [])).slice(0, MOST_A_READ);
		for (const [id, at] of lastRead) if (at < now - FRAME_MS) lastRead.delete(id);
		for (const id of ids) {
			due.delete(id);
			lastRead.set(id, now);
		}
		reading = true;
		try {
			for (const frame of await doors.readStock(ids)) {
				counters.stockFrames.inc();
				io.local.to(room.stock(frame.product_id)).emit('stock', [frame]);
			}
		} catch (error) {
			log.warn({ err: error }, 'stock could not be read, will try again');
			for (const id of ids) due.set(id, now + RETRY_MS);
		} finally {
			reading = false;
			schedule();
		}
	}

	return {
		touch(productIds) {
			const rooms = io.of('/').adapter.rooms;
			const ids =
				productIds === 'all' ? watched(rooms) : productIds.filter((id) => rooms.has(room.stock(id)));
			for (const id of ids) if (!due.has(id)) due.set(id, (lastRead.get(id) ?? -Infinity) + FRAME_MS);
			schedule();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

function watched(rooms: Map<string, unknown>): string[] {
	const prefix = room.stock('');
	return [...rooms.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
