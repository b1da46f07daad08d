import { sql } from 'kysely';
import type { Tx } from '#lib/server/db.ts';

/** The provider is being asked about this payment; the next time is later. */
export async function noteAsked(tx: Tx, paymentId: string): Promise<void> {
	await tx
		.updateTable('payments')
		.set({ asked_at: sql<Date>`now(3)` })
		.where('id', '=', paymentId)
		.execute();
}
