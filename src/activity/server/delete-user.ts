import { deleteUser as anonymise } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { actAsAdmin, refuseOwnAccount } from './act-as-admin.ts';

/** Takes away everything that says who it was; orders stay. Cannot be undone. */
export async function deleteUser(actor: Actor, userId: string, reason: string): Promise<void> {
	refuseOwnAccount(actor, userId);
	const subject = { kind: 'user', id: userId } as const;
	await actAsAdmin(actor, { act: 'delete-user', subject, reason }, async (tx) => {
		await anonymise(tx, userId);
	});
}
