import { suspendUser as shut } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { actAsAdmin, refuseOwnAccount } from './act-as-admin.ts';

/** Shuts an account: its sessions and sockets end at once, its shop and products are not shown. */
export async function suspendUser(actor: Actor, userId: string, reason: string): Promise<void> {
	refuseOwnAccount(actor, userId);
	const subject = { kind: 'user', id: userId } as const;
	await actAsAdmin(actor, { act: 'suspend-user', subject, reason }, async (tx) => {
		await shut(tx, userId, reason);
	});
}
