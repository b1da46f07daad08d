import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import type { Money } from '#lib/money.ts';
import type { Tx } from '#lib/server/db.ts';
import type { ExceptionKind } from '../../exception.ts';

/**
 * Puts a payment before an admin’s eyes, once per kind and `ref`: told again, it is the same exception, also when it has been
 * resolved since. Answers whether it is news.
 */
export async function raiseException(
	tx: Tx,
	exception: {
		kind: ExceptionKind;
		/** What it happened to: an order's, refund's or charge's id. */
		ref: string;
		paymentId?: string | null;
		orderId?: string | null;
		money?: Money;
		detail: string;
	},
): Promise<boolean> {
	const id = newId();
	const { kind, money, paymentId = null, orderId = null } = exception;
	const ref = exception.ref.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
	const amount = money && Number.isSafeInteger(money.amount) && Math.abs(money.amount) < 2 ** 31;
	await tx
		.insertInto('payment_exceptions')
		.values({
			id,
			kind,
			ref,
			payment_id: paymentId,
			order_id: orderId,
			amount: amount ? money.amount : null,
			currency: amount ? money.currency : null,
			detail: exception.detail.slice(0, 500),
			created_at: sql<Date>`now(3)`,
		})
		.onDuplicateKeyUpdate({ id: sql`payment_exceptions.id` })
		.execute();
	const written = await tx
		.selectFrom('payment_exceptions')
		.select('id')
		.where('kind', '=', kind)
		.where('ref', '=', ref)
		.executeTakeFirst();
	if (written?.id !== id) return false;
	const data = { kind, payment_id: paymentId, order_id: orderId };
	await record(tx, { type: 'payment.exception_raised', id, version: 1, data });
	return true;
}
