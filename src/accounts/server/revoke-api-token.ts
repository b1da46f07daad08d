import { sql } from 'kysely';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';

/**
 * Makes one of one's own API tokens useless, at once and for good.
 * @throws {Refusal} not_found when it is not one's own, or revoked already
 */
export async function revokeApiToken(actor: Actor, id: string): Promise<void> {
	await transaction(async (tx) => {
		const revoked = await tx
			.updateTable('api_tokens')
			.set({ revoked_at: sql<Date>`now(3)` })
			.where('id', '=', id)
			.where('user_id', '=', actor.id)
			.where('revoked_at', 'is', null)
			.executeTakeFirst();
		if (revoked.numUpdatedRows !== 1n) throw new Refusal('not_found');
	});
}
