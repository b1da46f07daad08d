/**
 * Watches the stock movements of some variants as they become visible, since their own time is that of their writing and a
 * transaction may wait before its COMMIT: each is known to have been committed after `earliest` and before `latest`.
 */
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#lib/server/db.ts';

export type Movement = {
	variantId: string;
	reason: string;
	dOnHand: number;
	dHeld: number;
	ref: string;
	/** This process's clock, in milliseconds. */
	earliest: number;
	latest: number;
};

const EVERY_MS = 20;
/** A movement that becomes visible later than this after its writing is seen only at the end. */
const MEMORY_SECONDS = 10;

export async function watchStock(
	db: Db,
	variantIds: string[],
): Promise<{ stop: () => Promise<{ movements: Movement[]; clockAhead: number }> }> {
	const clockAhead = await databaseClockAhead(db);
	const seen = new Map<string, Movement>();
	let before = 0;
	let stopped = false;

	async function look(all = false): Promise<void> {
		const asked = Date.now();
		let query = db
			.selectFrom('stock_movements')
			.select(['id', 'variant_id', 'reason', 'd_on_hand', 'd_held', 'ref', 'created_at'])
			.where('variant_id', 'in', variantIds);
		if (!all)
			query = query.where('created_at', '>', sql<Date>`date_sub(now(3), interval ${MEMORY_SECONDS} second)`);
		const rows = await query.execute();
		const heard = Date.now();
		for (const row of rows) {
			if (seen.has(row.id)) continue;
			const written = row.created_at.getTime() - clockAhead;
			seen.set(row.id, {
				variantId: row.variant_id,
				reason: row.reason,
				dOnHand: row.d_on_hand,
				dHeld: row.d_held,
				ref: row.ref,
				earliest: Math.max(before, written),
				latest: Math.max(heard, written),
			});
		}
		before = asked;
	}

	await look(true);
	const watching = (async () => {
		while (!stopped) {
			await look();
			await sleep(EVERY_MS);
		}
	})();
	return {
		async stop() {
			stopped = true;
			await watching;
			before = 0;
			await look(true);
			return { movements: [...seen.values()], clockAhead };
		},
	};
}

/** By how many milliseconds the database's clock is ahead of ours, by the quickest of some askings. */
async function databaseClockAhead(db: Db): Promise<number> {
	let best = { took: Infinity, ahead: 0 };
	for (let n = 0; n < 5; n++) {
		const asked = performance.timeOrigin + performance.now();
		const { rows } = await sql<{ now: Date }>`select now(3) as now`.execute(db);
		const heard = performance.timeOrigin + performance.now();
		const ahead = rows[0]!.now.getTime() - (asked + heard) / 2;
		if (heard - asked < best.took) best = { took: heard - asked, ahead };
	}
	// On one machine it is the same clock.
	return Math.abs(best.ahead) < 20 ? 0 : Math.round(best.ahead);
}
