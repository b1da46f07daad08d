import { sql } from 'kysely';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { lockCheckout, type LockedCheckout } from './open-checkouts.ts';

/**
 * Locks a buyer's own open checkout. `now` is the database's.
 * @throws {Refusal} not_found when it is another's or not there; checkout_ended, with how
 */
export async function lockOwnCheckout(
	tx: Tx,
	buyerId: string,
	checkoutId: string,
): Promise<LockedCheckout & { expiresAt: Date; now: Date }> {
	const checkout = await lockCheckout(tx, { id: checkoutId });
	if (checkout?.buyerId !== buyerId) throw new Refusal('not_found');
	if (checkout.status !== 'open' || !checkout.expiresAt)
		throw new Refusal('checkout_ended', { checkout_status: checkout.status });
	const { rows } = await sql<{ now: Date }>`select now(3) as now`.execute(tx);
	return Object.assign(checkout, { expiresAt: checkout.expiresAt, now: rows[0]!.now });
}
