import type { Actor } from '#accounts/actor.ts';
import { reviveChore } from '#events/server/chores.ts';
import { hint } from '#events/server/wake.ts';
import { Refusal } from '#lib/refusal.ts';
import { afterCommit } from '#lib/server/db.ts';
import { actAsAdmin } from './act-as-admin.ts';

/**
 * Gives a chore that was given up another dozen tries.
 * @throws {Refusal} not_possible when it is not dead
 */
export async function retryChore(actor: Actor, choreId: string): Promise<void> {
	const subject = { kind: 'chore', id: choreId } as const;
	await actAsAdmin(actor, { act: 'retry-chore', subject }, async (tx) => {
		if (!(await reviveChore(tx, choreId)))
			throw new Refusal('not_possible', { detail: 'This chore is not waiting for you' });
		afterCommit(tx, () => hint('chores'));
	});
}
