import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { record } from '#events/server/record.ts';
import { transaction } from '#lib/server/db.ts';

/**
 * Marks somebody's notifications read, from the oldest up to and with `upTo` (an id, of a notification or not). Answers how
 * many there were; their other pages hear of it.
 */
export async function markRead(actor: Actor, upTo: string): Promise<number> {
	return await transaction(async (tx) => {
		const marked = await tx
			.updateTable('notifications')
			.set({ read_at: sql<Date>`now(3)` })
			.where('user_id', '=', actor.id)
			.where('id', '<=', upTo)
			.where('read_at', 'is', null)
			.executeTakeFirst();
		const count = Number(marked.numUpdatedRows);
		if (count > 0)
			await record(tx, {
				type: 'notification.read',
				id: upTo,
				version: 1,
				data: { user_id: actor.id, up_to: upTo },
			});
		return count;
	});
}
