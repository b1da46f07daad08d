/**
 * Live counts. Stock is versioned state, not a log: only the newest count matters. The first change of a quiet market goes out
 * at once, then at most one frame per 100 ms and process, each read fresh, and always a last one. A thousand sales a second
 * are ten frames a second to a viewer, and never a wrong last number.
 */
import { counters } from '../../lib/server/metrics.ts';
import { log } from '../../lib/server/log.ts';
import { room, type MarketDoors, type MarketServer } from './connection.ts';
import { pace } from './pace.ts';

const FRAME_MS = 100;
const MOST_A_READ = 500;

export type StockBoard = {
	/** These products' counts may have changed. */
	touch: (productIds: string[] | 'all') => void;
	stop: () => void;
};

export function createStockBoard(io: MarketServer, doors: Pick<MarketDoors, 'readStock'>): StockBoard {
	const dirty = new Set<string>();

	const pacer = pace(FRAME_MS, async () => {
		const ids = [...dirty].slice(0, MOST_A_READ);
		for (const id of ids) dirty.delete(id);
		try {
			for (const frame of await doors.readStock(ids)) {
				counters.stockFrames.inc();
				io.local.to(room.stock(frame.product_id)).emit('stock', [frame]);
			}
		} catch (error) {
			log.warn({ err: error }, 'stock could not be read, will try again');
			for (const id of ids) dirty.add(id);
		}
		if (dirty.size > 0) pacer.call();
	});

	const watched = (id: string) => io.of('/').adapter.rooms.has(room.stock(id));

	return {
		touch(productIds) {
			const ids = productIds === 'all' ? allWatched(io) : productIds.filter(watched);
			for (const id of ids) dirty.add(id);
			if (dirty.size > 0) pacer.call();
		},
		stop: pacer.stop,
	};
}

function allWatched(io: MarketServer): string[] {
	const prefix = room.stock('');
	return [...io.of('/').adapter.rooms.keys()]
		.filter((name) => name.startsWith(prefix))
		.map((name) => name.slice(prefix.length));
}
