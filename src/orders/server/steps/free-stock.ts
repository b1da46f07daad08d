import { sql } from 'kysely';
import type { Tx } from '#lib/server/db.ts';
import { lockPayment } from '#payments/server/steps.ts';
import { closeUnpaid, lockOrders, MARKET } from '../steps.ts';
import { endCheckout, lockCheckout } from './open-checkouts.ts';

/**
 * Frees holds on these variants that have run out and that no sweeper has freed yet, so that a dead worker cannot leak
 * stock; and the buyer's own, which this new claim replaces: an open checkout, a purchase whose card was declined.
 * @param keep a checkout of the buyer's that the caller replaces itself
 */
export async function freeStock(tx: Tx, variantIds: string[], buyerId: string, keep = ''): Promise<void> {
	if (variantIds.length === 0) return;
	const checkouts = await tx
		.selectFrom('holds')
		.innerJoin('checkouts', 'checkouts.id', 'holds.checkout_id')
		.leftJoin('payments', 'payments.checkout_id', 'holds.checkout_id')
		.select(['checkouts.id', 'checkouts.status'])
		.distinct()
		.where('holds.variant_id', 'in', variantIds)
		.where('holds.status', '=', 'active')
		.where((eb) =>
			eb.or([
				eb('holds.expires_at', '<=', sql<Date>`now(3)`),
				eb.and([
					eb('checkouts.user_id', '=', buyerId),
					eb.or([eb('checkouts.status', '=', 'open'), eb('payments.status', '=', 'declined')]),
				]),
			]),
		)
		.where('checkouts.id', '<>', keep)
		.orderBy('checkouts.id')
		.limit(50)
		.execute();
	for (const { id, status } of checkouts) {
		if (status === 'open') await freeOpenCheckout(tx, id, buyerId);
		else await freePurchase(tx, id, buyerId);
	}
}

/** Ends it if it has run out or is `buyerId`'s; answers whether. One that somebody has locked is being looked after by them. */
export async function freeOpenCheckout(tx: Tx, checkoutId: string, buyerId?: string): Promise<boolean> {
	const checkout = await lockCheckout(tx, { id: checkoutId }, { skipLocked: true });
	if (checkout?.status !== 'open') return false;
	if (!checkout.overdue && checkout.buyerId !== buyerId) return false;
	await endCheckout(tx, checkout, checkout.overdue ? 'expired' : 'left');
	return true;
}

async function freePurchase(tx: Tx, checkoutId: string, buyerId: string): Promise<void> {
	const payment = await lockPayment(tx, { checkoutId }, { skipLocked: true });
	if (!payment) return;
	const orders = await lockOrders(tx, { checkoutId });
	if (orders.some((order) => order.overdue)) await closeUnpaid(tx, payment, 'expire', MARKET, orders);
	else if (payment.userId === buyerId && payment.status === 'declined')
		await closeUnpaid(tx, payment, 'cancel', { ...MARKET, reason: 'Replaced by a newer order' }, orders);
}
