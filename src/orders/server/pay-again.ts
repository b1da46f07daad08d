import type { Shopper } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { once } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import type { PaymentInput } from '#payments/payment.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import { lockPayment, restartPayment } from '#payments/server/steps.ts';
import { allowedActs } from '../order.ts';
import { findRole } from './find-role.ts';
import { lockOrders } from './steps.ts';

/**
 * Pays a checkout with another card after the last one was declined, while its stock is still held.
 * @param key the client's once-only key
 * @throws {Refusal} not_found; not_possible when there is nothing to pay, or a payment is under way
 */
export async function payAgain(
	shopper: Shopper,
	orderId: string,
	input: PaymentInput,
	key?: string,
): Promise<void> {
	await limit('pay-again', shopper.id, { points: 20, seconds: 60 });
	const { as, checkoutId } = await findRole(shopper, orderId);
	if (as !== 'buyer') throw new Refusal('not_found');
	const method = await paymentProvider.tokenise(input);
	const request = { scope: shopper.id, route: 'POST /api/orders/:id/pay', key };
	await once({ ...request, input: { orderId, token: method.token } }, async (tx) => {
		const payment = await lockPayment(tx, { checkoutId });
		const orders = await lockOrders(tx, { checkoutId });
		const waiting = orders.filter((order) => order.status === 'placed' && !order.overdue);
		if (payment?.status !== 'declined' || waiting.length === 0) {
			const status = orders.find((order) => order.id === orderId)?.status ?? 'placed';
			throw new Refusal('not_possible', { order_status: status, allowed: allowedActs(status, 'buyer') });
		}
		await restartPayment(
			tx,
			payment,
			waiting.map((order) => order.id),
			method,
		);
		return { status: 202, body: { status: 'pending' } };
	});
}
