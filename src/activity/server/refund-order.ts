import type { Actor } from '#accounts/actor.ts';
import { once } from '#lib/server/idempotency.ts';
import type { RefundInput } from '#orders/fulfilment.ts';
import { refundLines } from '#orders/server/steps/refund-lines.ts';
import { asAdmin } from './act-as-admin.ts';

/**
 * Gives part of an order's money back in its seller's stead, such as a suspended one's. Buyer and seller see it and its reason.
 * @param key the admin's once-only key
 */
export async function refundOrder(
	actor: Actor,
	orderId: string,
	input: RefundInput,
	key?: string,
): Promise<void> {
	const { reason } = input;
	const subject = { kind: 'order', id: orderId } as const;
	const request = { scope: actor.id, route: 'admin refund-order', key, input: { orderId, ...input } };
	await once(request, async (tx) => {
		await asAdmin(tx, actor, { act: 'refund-order', subject, reason }, async () => {
			const mover = { who: 'admin', actorId: actor.id, reason } as const;
			return { refund_id: await refundLines(tx, orderId, input, mover) };
		});
		return { status: 204, body: null };
	});
}
