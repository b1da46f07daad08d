import { reinstateUser as open } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { actAsAdmin, refuseOwnAccount } from './act-as-admin.ts';

/** Opens a suspended account again, exactly as it was. */
export async function reinstateUser(actor: Actor, userId: string, reason: string): Promise<void> {
	refuseOwnAccount(actor, userId);
	const subject = { kind: 'user', id: userId } as const;
	await actAsAdmin(actor, { act: 'reinstate-user', subject, reason }, async (tx) => {
		await open(tx, userId);
	});
}
