import type { Actor } from '#accounts/actor.ts';
import { resolveException as resolve } from '#payments/server/steps/resolve-exception.ts';
import { actAsAdmin } from './act-as-admin.ts';

/**
 * Somebody has looked at a payment that went wrong, and says what was done about it.
 * @throws {Refusal} not_found; not_possible when it was resolved before
 */
export async function resolveException(actor: Actor, exceptionId: string, note: string): Promise<void> {
	const subject = { kind: 'exception', id: exceptionId } as const;
	await actAsAdmin(actor, { act: 'resolve-exception', subject, reason: note }, (tx) =>
		resolve(tx, exceptionId, actor.id, note),
	);
}
