import type { Actor } from '#accounts/actor.ts';
import { withdrawOrder } from '#orders/server/steps/withdraw-order.ts';
import { actAsAdmin } from './act-as-admin.ts';

/**
 * Takes an order back that its seller cannot or will not send, such as a suspended one: the money goes back to the buyer. Buyer
 * and seller are told the reason.
 */
export async function cancelOrder(actor: Actor, orderId: string, reason: string): Promise<void> {
	const subject = { kind: 'order', id: orderId } as const;
	await actAsAdmin(actor, { act: 'cancel-order', subject, reason }, (tx) =>
		withdrawOrder(tx, orderId, { who: 'admin', actorId: actor.id, reason }),
	);
}
