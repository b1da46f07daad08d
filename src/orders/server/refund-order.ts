import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { once } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import type { RefundInput } from '../fulfilment.ts';
import { findRole } from './find-role.ts';
import { refundLines } from './steps/refund-lines.ts';

/** The name under which refunds keep their once-only keys. */
export const REFUND_ORDER = 'POST /api/orders/:id/refunds';

/**
 * The seller gives part of an order's money back (`refundLines` says what follows).
 * @param key the client's once-only key
 * @throws {Refusal} not_found, to the buyer, too; forbidden for staff who may not; what `refundLines` refuses; key_reused, in_progress
 */
export async function refundOrder(
	actor: Actor,
	orderId: string,
	input: RefundInput,
	key?: string,
): Promise<void> {
	await limit('refund-order', actor.id, { points: 120, seconds: 60 });
	const { as } = await findRole(actor, orderId, 'orders.refund');
	if (as !== 'seller') throw new Refusal('not_found');
	const request = { scope: actor.id, route: REFUND_ORDER, key, input: { orderId, ...input } };
	await once(request, async (tx) => {
		const mover = { who: as, actorId: actor.id, reason: input.reason };
		return { status: 201, body: { refund_id: await refundLines(tx, orderId, input, mover) } };
	});
}
