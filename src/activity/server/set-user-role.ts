import { setRole } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { actAsAdmin, refuseOwnAccount } from './act-as-admin.ts';

/** Makes somebody admin or a plain user; signed in everywhere anew. */
export async function setUserRole(
	actor: Actor,
	userId: string,
	role: 'user' | 'admin',
	reason: string,
): Promise<void> {
	refuseOwnAccount(actor, userId);
	const subject = { kind: 'user', id: userId } as const;
	await actAsAdmin(actor, { act: 'set-user-role', subject, reason, data: { role } }, async (tx) => {
		await setRole(tx, userId, role);
	});
}
