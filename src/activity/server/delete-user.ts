import { deleteUser as anonymise } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { refuseOpenOrders } from '#orders/server/steps/refuse-open-orders.ts';
import { actAsAdmin, refuseOwnAccount } from './act-as-admin.ts';

/**
 * Takes away everything that says who it was; orders stay. Cannot be undone. Somebody with open orders can be suspended at once,
 * and deleted when these have come to their end.
 */
export async function deleteUser(actor: Actor, userId: string, reason: string): Promise<void> {
	refuseOwnAccount(actor, userId);
	const subject = { kind: 'user', id: userId } as const;
	await actAsAdmin(actor, { act: 'delete-user', subject, reason }, async (tx) => {
		await refuseOpenOrders(tx, userId);
		await anonymise(tx, userId);
	});
}
