import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';

/**
 * Somebody has looked, and says what was done.
 * @throws {Refusal} not_found; not_possible when it was resolved before
 */
export async function resolveException(tx: Tx, id: string, adminId: string, note: string): Promise<void> {
	const row = await tx
		.selectFrom('payment_exceptions')
		.select(['kind', 'payment_id', 'order_id', 'resolved_at'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw new Refusal('not_found');
	if (row.resolved_at) throw new Refusal('not_possible', { detail: 'Somebody has resolved this meanwhile' });
	await tx
		.updateTable('payment_exceptions')
		.set({ resolved_at: sql<Date>`now(3)`, resolved_by: adminId, note })
		.where('id', '=', id)
		.execute();
	const { resolved_at: _, ...data } = row;
	await record(tx, { type: 'payment.exception_resolved', id, version: 2, data });
}
