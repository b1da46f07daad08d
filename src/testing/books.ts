/** Reads the books of some variants as the verifier does, for tests that have moved stock. */
import { expect } from 'vitest';
import { db } from '#lib/server/db.ts';

/** Counters in the order of `variantIds`, after checking that they are the sums of their movements and of active holds. */
export async function booksAreRight(variantIds: string[]): Promise<{ on_hand: number; held: number }[]> {
	return await Promise.all(
		variantIds.map(async (id) => {
			const [row, moved, holds] = await Promise.all([
				db
					.selectFrom('stock')
					.select(['on_hand', 'held', 'version'])
					.where('variant_id', '=', id)
					.executeTakeFirstOrThrow(),
				db
					.selectFrom('stock_movements')
					.select(({ fn }) => [
						fn.sum('d_on_hand').as('on_hand'),
						fn.sum('d_held').as('held'),
						fn.countAll().as('version'),
					])
					.where('variant_id', '=', id)
					.executeTakeFirstOrThrow(),
				db
					.selectFrom('holds')
					.select(({ fn }) => fn.sum('quantity').as('held'))
					.where('variant_id', '=', id)
					.where('status', '=', 'active')
					.executeTakeFirstOrThrow(),
			]);
			expect(row).toEqual({
				on_hand: Number(moved.on_hand),
				held: Number(moved.held),
				version: Number(moved.version),
			});
			expect(Number(holds.held ?? 0)).toBe(row.held);
			return { on_hand: row.on_hand, held: row.held };
		}),
	);
}
