import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';

/**
 * Waits no longer for one thing.
 * @throws {Refusal} not_found when it is not one's own, or was told already
 */
export async function forgetAlert(actor: Actor, id: string): Promise<void> {
	await transaction(async (tx) => {
		const forgotten = await tx
			.deleteFrom('stock_alerts')
			.where('id', '=', id)
			.where('user_id', '=', actor.id)
			.where('waiting', '=', 1)
			.executeTakeFirst();
		if (forgotten.numDeletedRows !== 1n) throw new Refusal('not_found');
	});
}
