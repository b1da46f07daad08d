/**
 * Frees what nobody has a right to any more, in the transaction of whoever needs it.
 *
 * Invariant: nobody is told "sold out" of a piece whose hold has run out. So a checkout that somebody else has locked is waited
 * for, not passed over: they may be about to free more than they take, or die on the way. All are locked, in ascending id,
 * before the first is ended, since ending one locks counts, which come last.
 */
import { sql } from 'kysely';
import type { Tx } from '#lib/server/db.ts';
import { lockPayment } from '#payments/server/steps.ts';
import { closeUnpaid, lockOrders, MARKET } from '../steps.ts';
import { endCheckout, lockCheckout } from './open-checkouts.ts';

const AT_ONCE = 50;

/**
 * Frees holds on these variants that have run out and that no sweeper has freed yet, so that a dead worker cannot leak
 * stock; and the buyer's own, which this new claim replaces: an open checkout, a purchase whose card was declined.
 * @param keep a checkout of the buyer's that the caller replaces itself
 * @returns how many checkouts were found, fifty at most: while there are any, there may be more
 */
export async function freeStock(
	tx: Tx,
	how: { variantIds: string[]; buyerId: string; keep?: string | undefined },
): Promise<number> {
	const { variantIds, buyerId, keep = '' } = how;
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
		.limit(AT_ONCE)
		.execute();
	const ends: End[] = [];
	for (const { id, status } of checkouts) {
		const end = await (status === 'open' ? claimOpen(tx, id, buyerId) : claimPurchase(tx, id, buyerId));
		if (end) ends.push(end);
	}
	for (const end of ends) await end();
	return checkouts.length;
}

/** Ends it if it has run out; answers whether. One that somebody has locked is being looked after by them. */
export async function freeOpenCheckout(tx: Tx, checkoutId: string): Promise<boolean> {
	const end = await claimOpen(tx, checkoutId, null, { skipLocked: true });
	await end?.();
	return end !== null;
}

type End = () => Promise<unknown>;

async function claimOpen(
	tx: Tx,
	checkoutId: string,
	buyerId: string | null,
	how?: { skipLocked: boolean },
): Promise<End | null> {
	const checkout = await lockCheckout(tx, { id: checkoutId }, how);
	if (checkout?.status !== 'open') return null;
	if (!checkout.overdue && checkout.buyerId !== buyerId) return null;
	return () => endCheckout(tx, checkout, checkout.overdue ? 'expired' : 'left');
}

async function claimPurchase(tx: Tx, checkoutId: string, buyerId: string): Promise<End | null> {
	const payment = await lockPayment(tx, { checkoutId });
	if (!payment) return null;
	const orders = await lockOrders(tx, { checkoutId });
	if (orders.some((order) => order.overdue)) return () => closeUnpaid(tx, payment, 'expire', MARKET, orders);
	if (payment.userId !== buyerId || payment.status !== 'declined') return null;
	const replaced = { ...MARKET, reason: 'Replaced by a newer order' };
	return () => closeUnpaid(tx, payment, 'cancel', replaced, orders);
}
