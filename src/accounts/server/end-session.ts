import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { revokeSessions } from './steps.ts';

/**
 * Ends one of one's own sessions, by its public id, or with `others` all but the one this was asked with.
 * @throws {Refusal} not_found when it is not one's own, or over
 */
export async function endSession(actor: Actor, which: string | 'others'): Promise<void> {
	await transaction(async (tx) => {
		if (which === 'others') await revokeSessions(tx, actor.id, 'ended', { except: actor.sessionId });
		else if ((await revokeSessions(tx, actor.id, 'ended', { only: which })) === 0)
			throw new Refusal('not_found');
	});
}
