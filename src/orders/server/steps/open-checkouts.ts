/**
 * The life of a checkout before it is an order, inside a caller's transaction.
 *
 * Invariant: a buyer has one open checkout at most (the UNIQUE key on `open_for`), and only an open one holds stock without an
 * order. Lock: the checkout's row, taken before anything of it changes; then stock, last before COMMIT.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { postponeHolds, releaseHolds } from '#inventory/server/steps/holds.ts';
import type { Tx } from '#lib/server/db.ts';
import type { CheckoutStatus } from '../../checkout.ts';

export type CheckoutLine = { id: string; productId: string; variantId: string; quantity: number };

export type LockedCheckout = {
	id: string;
	buyerId: string;
	status: CheckoutStatus;
	currency: string;
	expiresAt: Date | null;
	extensions: number;
	/** By the database's clock. */
	overdue: boolean;
	lines: CheckoutLine[];
};

/** Locks a checkout by its id or as somebody's open one. With `skipLocked`, null also when somebody else has it. */
export async function lockCheckout(
	tx: Tx,
	by: { id: string } | { openFor: string },
	{ skipLocked = false } = {},
): Promise<LockedCheckout | null> {
	let query = tx
		.selectFrom('checkouts')
		.selectAll()
		.select(sql<number>`expires_at <= now(3)`.as('overdue'))
		.forUpdate();
	query = 'id' in by ? query.where('id', '=', by.id) : query.where('open_for', '=', by.openFor);
	if (skipLocked) query = query.skipLocked();
	const row = await query.executeTakeFirst();
	if (!row) return null;
	const lines = await tx
		.selectFrom('checkout_lines')
		.select(['id', 'product_id', 'variant_id', 'quantity'])
		.where('checkout_id', '=', row.id)
		.orderBy('position')
		.execute();
	return {
		id: row.id,
		buyerId: row.user_id,
		status: row.status as CheckoutStatus,
		currency: row.currency,
		expiresAt: row.expires_at,
		extensions: row.extensions,
		overdue: Boolean(row.overdue),
		lines: lines.map((line) => ({
			id: line.id,
			productId: line.product_id,
			variantId: line.variant_id,
			quantity: line.quantity,
		})),
	};
}

/** Ends a locked open checkout; its stock stays held, until the caller sells it or lets another checkout have it. */
export async function closeCheckout(
	tx: Tx,
	checkout: LockedCheckout,
	as: 'placed' | 'left' | 'expired',
): Promise<void> {
	checkout.status = as;
	await tx
		.updateTable('checkouts')
		.set({ status: as, open_for: null, ended_at: sql<Date>`now(3)` })
		.where('id', '=', checkout.id)
		.execute();
	await tellOfCheckout(tx, `checkout.${as}`, checkout);
}

/** Ends a locked open checkout and gives its stock back. Call it last before COMMIT. */
export async function endCheckout(tx: Tx, checkout: LockedCheckout, as: 'left' | 'expired'): Promise<void> {
	await closeCheckout(tx, checkout, as);
	await releaseHolds(tx, { checkoutId: checkout.id }, as === 'left' ? 'released' : 'expired');
}

/** Holds a locked open checkout's stock until another time. */
export async function prolongCheckout(tx: Tx, checkout: LockedCheckout, until: Date): Promise<void> {
	checkout.expiresAt = until;
	checkout.extensions += 1;
	await tx
		.updateTable('checkouts')
		.set({ expires_at: until, extensions: checkout.extensions })
		.where('id', '=', checkout.id)
		.execute();
	await postponeHolds(tx, checkout.id, until);
	await tellOfCheckout(tx, 'checkout.extended', checkout);
}

export async function tellOfCheckout(
	tx: Tx,
	type: `checkout.${'started' | 'brought' | 'extended' | 'left' | 'expired' | 'placed'}`,
	checkout: Pick<LockedCheckout, 'id' | 'buyerId' | 'status' | 'expiresAt' | 'lines'>,
): Promise<void> {
	await record(tx, {
		type,
		id: checkout.id,
		version: 1,
		data: {
			user_id: checkout.buyerId,
			lines: checkout.lines.map((line) => ({
				product_id: line.productId,
				variant_id: line.variantId,
				quantity: line.quantity,
			})),
			...(checkout.status === 'open' &&
				checkout.expiresAt && { expires_at: checkout.expiresAt.toISOString() }),
		},
	});
}
