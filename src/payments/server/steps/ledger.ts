/**
 * Posts to the ledger, inside the transaction of the fact that moved the money.
 *
 * Invariant: entries of a transaction sum to zero; a fact is posted once, by UNIQUE (kind, ref); rows are only ever added.
 * Without the first money appears from nowhere; without the second a chore that runs twice pays twice.
 */
import { sql } from 'kysely';
import type { Money } from '#lib/money.ts';
import type { Tx } from '#lib/server/db.ts';
import { sharesToEntries, type LedgerEntry, type LedgerKind, type Shares } from '../../ledger.ts';

type Whose = { shopId?: string; orderId?: string };

/** The buyers' money is at the provider, and is theirs until an order takes it. */
export async function postCapture(tx: Tx, paymentId: string, { amount, currency }: Money): Promise<void> {
	await post(tx, { kind: 'capture', ref: paymentId, currency }, {}, [
		{ account: 'provider', part: 'money', amount },
		{ account: 'buyers', part: 'money', amount: -amount },
	]);
}

/** An order is paid: its money is its shop's, less the market's commission. */
export async function postSale(
	tx: Tx,
	sale: { orderId: string; shopId: string; currency: string; shares: Shares },
): Promise<void> {
	const { orderId, shopId, currency, shares } = sale;
	await post(tx, { kind: 'sale', ref: orderId, currency }, { shopId, orderId }, sharesToEntries(shares, 1));
}

/** A refund of what was sold is decided: the shop owes the money to the buyer, and the market its commission to the shop. */
export async function postReversal(
	tx: Tx,
	refund: { id: string; orderId: string; shopId: string; currency: string; shares: Shares },
): Promise<void> {
	const { id, orderId, shopId, currency, shares } = refund;
	await post(tx, { kind: 'reversal', ref: id, currency }, { shopId, orderId }, sharesToEntries(shares, -1));
}

/** The provider has given the money back. */
export async function postRefund(
	tx: Tx,
	refund: { id: string; orderId: string; money: Money },
): Promise<void> {
	const { amount, currency } = refund.money;
	await post(tx, { kind: 'refund', ref: refund.id, currency }, { orderId: refund.orderId }, [
		{ account: 'buyers', part: 'money', amount },
		{ account: 'provider', part: 'money', amount: -amount },
	]);
}

/** The provider has sent a shop its share. */
export async function postTransfer(
	tx: Tx,
	payout: { id: string; orderId: string; shopId: string; money: Money },
): Promise<void> {
	const { orderId, shopId } = payout;
	const { amount, currency } = payout.money;
	await post(tx, { kind: 'transfer', ref: payout.id, currency }, { shopId, orderId }, [
		{ account: 'shop', part: 'money', amount },
		{ account: 'provider', part: 'money', amount: -amount },
	]);
}

async function post(
	tx: Tx,
	head: { kind: LedgerKind; ref: string; currency: string },
	{ shopId, orderId }: Whose,
	entries: LedgerEntry[],
): Promise<void> {
	const moved = entries.filter((entry) => entry.amount !== 0);
	if (moved.length === 0) return;
	const sum = moved.reduce((all, entry) => all + entry.amount, 0);
	if (sum !== 0 || !moved.every((entry) => Number.isSafeInteger(entry.amount)))
		throw new Error(`${head.kind} of ${head.ref} does not balance: ${JSON.stringify(moved)}`);
	const { insertId } = await tx
		.insertInto('ledger_transactions')
		.values({ ...head, at: sql<Date>`now(3)` })
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('ledger_entries')
		.values(
			moved.map(({ account, part, amount, tax = 0 }, at) => ({
				transaction_id: Number(insertId),
				position: at + 1,
				account,
				part,
				shop_id: account === 'shop' ? (shopId ?? null) : null,
				order_id: orderId ?? null,
				amount,
				tax_amount: tax,
			})),
		)
		.execute();
}
