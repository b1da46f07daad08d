/**
 * What happens to a payment, inside a caller's transaction.
 *
 * Invariant: one payment per checkout; captured at most once; refunds never exceed what was captured; `version` counts its
 * events. Lock: the payment's row, always taken before the rows of its orders.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import type { Money } from '#lib/money.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { failureText } from '../cards.ts';
import type { PaymentStatus } from '../payment.ts';
import { postCapture } from './steps/ledger.ts';
import { writeTakenBack, type TakenBack } from './steps/write-taken-back.ts';

export type LockedPayment = {
	id: string;
	checkoutId: string;
	userId: string;
	status: PaymentStatus;
	attempt: number;
	version: number;
	money: Money;
	/** The provider's name for the charge that was captured or declined last. */
	providerRef: string | null;
	actionUrl: string | null;
};

/** The name under which the provider knows one try of a payment. */
export function chargeKey(payment: { id: string; attempt: number }): string {
	return `${payment.id}-${payment.attempt}`;
}

/** Locks a payment by its id or its checkout. With `skipLocked`, null also when somebody else has it. */
export async function lockPayment(
	tx: Tx,
	by: { id: string } | { checkoutId: string },
	{ skipLocked = false } = {},
): Promise<LockedPayment | null> {
	let query = tx.selectFrom('payments').selectAll().forUpdate();
	query = 'id' in by ? query.where('id', '=', by.id) : query.where('checkout_id', '=', by.checkoutId);
	if (skipLocked) query = query.skipLocked();
	const row = await query.executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		checkoutId: row.checkout_id,
		userId: row.user_id,
		status: row.status as PaymentStatus,
		attempt: row.attempt,
		version: row.version,
		money: { amount: row.amount, currency: row.currency },
		providerRef: row.provider_ref,
		actionUrl: row.action_url,
	};
}

/** Begins the payment of a checkout; the charge itself is a chore of the event. */
export async function startPayment(
	tx: Tx,
	payment: {
		checkoutId: string;
		userId: string;
		orderIds: string[];
		money: Money;
		provider: string;
		token: string;
		label: string;
	},
): Promise<string> {
	const id = newId();
	await tx
		.insertInto('payments')
		.values({
			id,
			checkout_id: payment.checkoutId,
			user_id: payment.userId,
			provider: payment.provider,
			method_token: payment.token,
			method_label: payment.label,
			currency: payment.money.currency,
			amount: payment.money.amount,
			status: 'pending',
			created_at: sql<Date>`now(3)`,
		})
		.execute();
	await record(tx, {
		type: 'payment.started',
		id,
		version: 1,
		data: { user_id: payment.userId, order_ids: payment.orderIds, amount: payment.money, attempt: 1 },
	});
	return id;
}

/** Tries a declined payment again with another card. */
export async function restartPayment(
	tx: Tx,
	payment: LockedPayment,
	orderIds: string[],
	method: { token: string; label: string },
): Promise<void> {
	const attempt = payment.attempt + 1;
	await tell(tx, payment, {
		status: 'pending',
		attempt,
		failure: null,
		method_token: method.token,
		method_label: method.label,
	});
	await record(tx, {
		type: 'payment.started',
		id: payment.id,
		version: payment.version,
		data: { user_id: payment.userId, order_ids: orderIds, amount: payment.money, attempt },
	});
}

export async function markCaptured(
	tx: Tx,
	payment: LockedPayment,
	orderIds: string[],
	ref: string,
): Promise<void> {
	await tell(tx, payment, {
		status: 'captured',
		failure: null,
		provider_ref: ref,
		captured_at: sql<Date>`now(3)`,
	});
	await record(tx, {
		type: 'payment.captured',
		id: payment.id,
		version: payment.version,
		data: { user_id: payment.userId, order_ids: orderIds, amount: payment.money },
	});
	await postCapture(tx, payment.id, payment.money);
}

export async function markDeclined(
	tx: Tx,
	payment: LockedPayment,
	orderIds: string[],
	failure: string,
	ref: string,
): Promise<void> {
	await tell(tx, payment, { status: 'declined', failure, provider_ref: ref });
	await record(tx, {
		type: 'payment.declined',
		id: payment.id,
		version: payment.version,
		data: {
			user_id: payment.userId,
			order_ids: orderIds,
			amount: payment.money,
			reason: failureText(failure),
		},
	});
}

/** The provider has it and has not decided. Nothing to tell anybody. */
export async function markProcessing(tx: Tx, payment: LockedPayment): Promise<void> {
	const change = { status: 'processing', action_url: null };
	await tx.updateTable('payments').set(change).where('id', '=', payment.id).execute();
}

/** The buyer must confirm it with the bank. The address is for the buyer alone, so the event does not tell it. */
export async function markActionNeeded(
	tx: Tx,
	payment: LockedPayment,
	orderIds: string[],
	url: string,
): Promise<void> {
	await tell(tx, payment, { status: 'processing', action_url: url });
	await record(tx, {
		type: 'payment.action_needed',
		id: payment.id,
		version: payment.version,
		data: { user_id: payment.userId, order_ids: orderIds, amount: payment.money },
	});
}

/** Given up: nobody waits for it any more. A charge that is under way is still settled when it answers. */
export async function voidPayment(tx: Tx, payment: LockedPayment): Promise<void> {
	await tx.updateTable('payments').set({ status: 'void' }).where('id', '=', payment.id).execute();
}

/**
 * Owes the buyer an order's money, or part of it; giving it back is a chore of the event. Answers the refund's id.
 * @param refund without `sold` for money that came too late and bought nothing
 */
export async function startRefund(
	tx: Tx,
	payment: LockedPayment,
	refund: { orderId: string; money: Money; reason: string | null; sold?: TakenBack },
): Promise<string> {
	const { orderId, money, reason, sold } = refund;
	const id = newId();
	// A thing that a coupon paid for goes back, and no money with it.
	const free = money.amount === 0;
	await tx
		.insertInto('refunds')
		.values({
			id,
			payment_id: payment.id,
			order_id: orderId,
			amount: money.amount,
			delivery_amount: sold?.delivery.amount ?? 0,
			reason,
			actor_id: sold?.actorId ?? null,
			created_at: sql<Date>`now(3)`,
			...(free && { status: 'done', done_at: sql<Date>`now(3)` }),
		})
		.execute();
	crashPoint('start-refund:after-row');
	if (sold) await writeTakenBack(tx, { id, orderId, currency: money.currency }, sold);
	if (free) return id;
	await tell(tx, payment, {});
	await record(tx, {
		type: 'payment.refund_started',
		id: payment.id,
		version: payment.version,
		data: {
			refund_id: id,
			order_id: orderId,
			user_id: payment.userId,
			amount: money,
			...(sold?.byLines && { by_lines: true }),
			...(sold && {
				restocked: [...new Set(sold.lines.filter((line) => line.restock).map((line) => line.productId))],
			}),
		},
	});
	crashPoint('start-refund:after-event');
	return id;
}

/** Writes a change that an event tells of: the version rises with it, in the row and in `payment`. */
async function tell(tx: Tx, payment: LockedPayment, change: Record<string, unknown>): Promise<void> {
	payment.version += 1;
	await tx
		.updateTable('payments')
		.set({ ...change, version: payment.version })
		.where('id', '=', payment.id)
		.execute();
}
