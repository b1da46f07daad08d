/** Reads of payments; other rooms may call them. */
import { sql } from 'kysely';
import { db } from '#lib/server/db.ts';
import type { Money } from '#lib/money.ts';
import { failureText } from '../cards.ts';
import type { PaymentStatus, PaymentView } from '../payment.ts';

export type Payment = {
	id: string;
	checkoutId: string;
	provider: string;
	/** The provider's name for the card. */
	token: string;
	status: PaymentStatus;
	attempt: number;
	money: Money;
};

export async function findPayment(id: string): Promise<Payment | null> {
	const row = await db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		checkoutId: row.checkout_id,
		provider: row.provider,
		token: row.method_token,
		status: row.status as PaymentStatus,
		attempt: row.attempt,
		money: { amount: row.amount, currency: row.currency },
	};
}

/**
 * Payments that the provider has not decided yet, the oldest first. The longer one takes, the more seldom it is asked about: a
 * bank may take days, and a webhook tells of it earlier.
 */
export async function processingPayments(limit: number): Promise<Payment[]> {
	const rows = await db
		.selectFrom('payments')
		.selectAll()
		.where('status', '=', 'processing')
		.where(
			sql<boolean>`(asked_at is null or asked_at < date_sub(now(3), interval least(3600, timestampdiff(second, created_at, now(3)) div 4) second))`,
		)
		.orderBy('created_at')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		checkoutId: row.checkout_id,
		provider: row.provider,
		token: row.method_token,
		status: 'processing',
		attempt: row.attempt,
		money: { amount: row.amount, currency: row.currency },
	}));
}

/** What the buyer may see of a checkout's payment. */
export async function paymentOfCheckout(checkoutId: string): Promise<PaymentView | null> {
	const row = await db
		.selectFrom('payments')
		.select(['status', 'method_label', 'failure', 'attempt', 'action_url'])
		.where('checkout_id', '=', checkoutId)
		.executeTakeFirst();
	if (!row) return null;
	return {
		status: row.status as PaymentStatus,
		method: row.method_label,
		failure: row.status === 'declined' ? failureText(row.failure) : null,
		attempt: row.attempt,
		action_url: row.status === 'processing' ? row.action_url : null,
	};
}
