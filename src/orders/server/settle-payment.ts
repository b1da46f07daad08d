/**
 * What the provider decided becomes true here, and only here: by the chore that charged, by the clock that asks again, or by
 * a webhook. Told twice, it happens once.
 *
 * Lock: the payment's row. Whoever comes second finds it captured and does nothing. Without the lock a webhook and our own
 * answer sell the same stock twice.
 */
import { sql } from 'kysely';
import { findUser } from '#accounts/server/queries.ts';
import { slugsOfProducts } from '#catalog/server/queries.ts';
import { record } from '#events/server/record.ts';
import { sellUnheld } from '#inventory/server/steps.ts';
import { consumeHolds } from '#inventory/server/steps/holds.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction, type Tx } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import type { ChargeOutcome } from '#payments/server/provider.ts';
import {
	lockPayment,
	markActionNeeded,
	markCaptured,
	markDeclined,
	markProcessing,
	startRefund,
	type LockedPayment,
} from '#payments/server/steps.ts';
import { redeemAgain } from '#shops/server/steps/coupons.ts';
import { tellLate, tellSecondCharge } from './steps/tell-exceptions.ts';
import { lineIds, lockOrders, MARKET, moveOrder, type LockedOrder } from './steps.ts';

/**
 * @param attempt which try of the payment the outcome belongs to
 * @returns whether it was news
 */
export async function settlePayment(
	paymentId: string,
	attempt: number,
	outcome: ChargeOutcome,
): Promise<boolean> {
	return await transaction((tx) => settleWithin(tx, paymentId, attempt, outcome));
}

/** The same in the caller's transaction, as a webhook needs it: what it says and that it came are one fact. */
export async function settleWithin(
	tx: Tx,
	paymentId: string,
	attempt: number,
	outcome: ChargeOutcome,
): Promise<boolean> {
	const payment = await lockPayment(tx, { id: paymentId });
	if (!payment) throw new Refusal('not_found', { detail: `There is no payment ${paymentId}` });
	if (payment.status === 'captured') {
		if (outcome.state === 'succeeded') await tellSecondCharge(tx, payment, outcome.ref);
		return false;
	}
	if (outcome.state === 'succeeded') {
		await settleCaptured(tx, payment, outcome.ref);
		return true;
	}
	// An older try's late "no" says nothing of the card that is tried now.
	if (attempt !== payment.attempt || payment.status === 'declined') return false;
	if (outcome.state === 'declined') await settleDeclined(tx, payment, outcome);
	else return await settleUndecided(tx, payment, outcome);
	return true;
}

async function settleUndecided(
	tx: Tx,
	payment: LockedPayment,
	outcome: ChargeOutcome & { state: 'processing' | 'action' },
): Promise<boolean> {
	const orders = await lockOrders(tx, { checkoutId: payment.checkoutId });
	const waiting = orders.filter((order) => order.status === 'placed').map((order) => order.id);
	// Nobody is sent to the bank for what has ended; the clock gives it up.
	const url = outcome.state === 'action' && waiting.length > 0 ? outcome.url : null;
	if (payment.status === 'processing' && payment.actionUrl === url) return false;
	if (url) await markActionNeeded(tx, payment, waiting, url);
	else await markProcessing(tx, payment);
	return true;
}

async function settleDeclined(
	tx: Tx,
	payment: LockedPayment,
	outcome: ChargeOutcome & { state: 'declined' },
): Promise<void> {
	const orders = await lockOrders(tx, { checkoutId: payment.checkoutId });
	const waiting = orders.filter((order) => order.status === 'placed').map((order) => order.id);
	await markDeclined(tx, payment, waiting, outcome.failure, outcome.ref);
}

async function settleCaptured(tx: Tx, payment: LockedPayment, ref: string): Promise<void> {
	const orders = await lockOrders(tx, { checkoutId: payment.checkoutId });
	await markCaptured(
		tx,
		payment,
		orders.map((order) => order.id),
		ref,
	);
	const held = orders.filter((order) => order.status === 'placed');
	for (const order of held) await moveOrder(tx, order, 'pay', MARKET);
	await announce(tx, payment.userId, held);
	for (const order of orders.filter((late) => !held.includes(late))) {
		const { status } = order;
		await settleLate(tx, payment, order);
		await tellLate(tx, payment, order, status);
	}
	await consumeHolds(tx, { lineIds: held.flatMap(lineIds) });
}

/** The money is there and the hold is not: sell what is left after all, or give the money back. */
async function settleLate(tx: Tx, payment: LockedPayment, order: LockedOrder): Promise<void> {
	const { status, version } = order;
	if (status === 'expired') {
		await sql`savepoint late`.execute(tx);
		try {
			if (!(await redeemAgain(tx, [order.id]))) throw new Refusal('coupon_not_valid');
			await moveOrder(tx, order, 'pay', { ...MARKET, reason: 'The payment arrived late' });
			await announce(tx, payment.userId, [order]);
			await sellUnheld(tx, order.lines);
			return;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			await sql`rollback to savepoint late`.execute(tx);
			Object.assign(order, { status, version, paid: false });
		}
	}
	log.info({ order_id: order.id, status }, 'a payment came too late and goes back');
	await startRefund(tx, payment, {
		orderId: order.id,
		money: { amount: order.totalAmount, currency: order.currency },
		reason: 'The payment arrived after the order had ended',
	});
}

/** Tells the market what was sold, and to which town where the buyer lets it be known. */
async function announce(tx: Tx, buyerId: string, orders: LockedOrder[]): Promise<void> {
	if (orders.length === 0) return;
	const buyer = await findUser(buyerId, tx);
	const town = buyer?.announce_purchases ? buyer.town : null;
	const lines = orders.flatMap((order) => order.lines);
	const slugs = await slugsOfProducts(
		lines.map((line) => line.productId),
		tx,
	);
	await record(
		tx,
		...lines.flatMap((line) => {
			const slug = slugs.get(line.productId);
			if (slug === undefined) return [];
			const data = { product_id: line.productId, slug, title: line.title, town };
			return [{ type: 'sale.announced' as const, id: line.orderLineId, version: 1, data }];
		}),
	);
}
