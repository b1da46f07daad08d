/**
 * How an order moves, inside a caller's transaction.
 *
 * Invariant: an order's history is a path of `transitions`, its version is the history's length, and each step of it is told
 * by one event of that version. Locks: the checkout's payment first, then its orders in ascending id, then stock; whoever
 * takes them in another order may wait in a circle.
 */
import { sql } from 'kysely';
import { record, type NewEvent } from '#events/server/record.ts';
import { releaseHolds } from '#inventory/server/steps/holds.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { voidPayment, type LockedPayment } from '#payments/server/steps.ts';
import { giveBackCoupons } from '#shops/server/steps/coupons.ts';
import { allowedActs, nextStatus, type Act, type OrderStatus, type Party } from '../order.ts';
import { bookSale } from './steps/book-sale.ts';

/** Who moves it and why; `actorId` null for the market itself. */
export type Mover = { who: Party; actorId: string | null; reason?: string | undefined };

export type LockedOrder = {
	id: string;
	number: string;
	checkoutId: string;
	buyerId: string;
	shopId: string;
	shopName: string;
	status: OrderStatus;
	version: number;
	totalAmount: number;
	currency: string;
	paid: boolean;
	overdue: boolean;
	lines: { orderLineId: string; productId: string; variantId: string; title: string; quantity: number }[];
};

/** Locks orders by their ids or all of one checkout, in ascending id. */
export async function lockOrders(
	tx: Tx,
	by: { ids: string[] } | { checkoutId: string },
): Promise<LockedOrder[]> {
	const query = tx
		.selectFrom('orders')
		.selectAll()
		.select(sql<number>`payment_due_at <= now(3)`.as('overdue'))
		.orderBy('id')
		.forUpdate();
	const rows = await (
		'ids' in by ? query.where('id', 'in', by.ids) : query.where('checkout_id', '=', by.checkoutId)
	).execute();
	if (rows.length === 0) return [];
	const lines = await tx
		.selectFrom('order_lines')
		.select(['id', 'order_id', 'product_id', 'variant_id', 'title', 'quantity'])
		.where(
			'order_id',
			'in',
			rows.map((row) => row.id),
		)
		.orderBy('position')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		checkoutId: row.checkout_id,
		buyerId: row.user_id,
		shopId: row.shop_id,
		shopName: row.shop_name,
		status: row.status as OrderStatus,
		version: row.version,
		totalAmount: row.total_amount,
		currency: row.currency,
		paid: row.paid_at !== null,
		overdue: Boolean(row.overdue),
		lines: lines
			.filter((line) => line.order_id === row.id)
			.map((line) => ({
				orderLineId: line.id,
				productId: line.product_id,
				variantId: line.variant_id,
				title: line.title,
				quantity: line.quantity,
			})),
	}));
}

/**
 * Takes a locked order one step further, with its history and its event. `order` is changed along.
 * @throws {Refusal} not_possible with `order_status` and what is `allowed` instead
 */
export async function moveOrder(
	tx: Tx,
	order: LockedOrder,
	act: Act,
	mover: Mover,
	also: { tracking_carrier?: string; tracking_code?: string | null } = {},
	/** The parcel that goes with this step. */
	shipmentId?: string,
): Promise<void> {
	const to = nextStatus(act, order.status, mover.who);
	if (!to)
		throw new Refusal('not_possible', {
			order_status: order.status,
			allowed: allowedActs(order.status, mover.who),
		});
	const from = order.status;
	const now = sql<Date>`now(3)`;
	order.version += 1;
	order.status = to;
	if (to === 'paid') order.paid = true;
	await tx
		.updateTable('orders')
		.set({
			...also,
			status: to,
			version: order.version,
			...(to === 'paid' && { paid_at: now, closed_at: null }),
			...(to === 'shipped' && { shipped_at: now }),
			...((to === 'completed' || to === 'cancelled' || to === 'expired') && { closed_at: now }),
		})
		.where('id', '=', order.id)
		.execute();
	await writeStep(tx, order, from, mover);
	await record(tx, eventOf(order, mover.reason, shipmentId));
	if (to === 'paid') await bookSale(tx, order.id);
}

/** One line of an order's history. */
export async function writeStep(
	tx: Tx,
	order: Pick<LockedOrder, 'id' | 'version' | 'status'>,
	from: OrderStatus | null,
	mover: Mover,
): Promise<void> {
	await tx
		.insertInto('order_history')
		.values({
			order_id: order.id,
			n: order.version,
			from_status: from,
			to_status: order.status,
			actor_id: mover.actorId,
			actor_kind: mover.who,
			reason: mover.reason ?? null,
			at: sql<Date>`now(3)`,
		})
		.execute();
}

/** The event that tells of the state an order has just reached. */
export function eventOf(order: LockedOrder, reason?: string, shipmentId?: string): NewEvent {
	const data = {
		order_id: order.id,
		number: order.number,
		buyer_id: order.buyerId,
		shop_id: order.shopId,
		shop_name: order.shopName,
		status: order.status,
		version: order.version,
		total: { amount: order.totalAmount, currency: order.currency },
		lines: order.lines.map((line) => ({
			product_id: line.productId,
			variant_id: line.variantId,
			title: line.title,
			quantity: line.quantity,
		})),
		...(reason !== undefined && { reason }),
	};
	const { id, version } = order;
	if (order.status === 'cancelled')
		return { type: 'order.cancelled', id, version, data: { ...data, was_paid: order.paid } };
	if (order.status === 'part_shipped' || order.status === 'shipped')
		return {
			type: `order.${order.status}`,
			id,
			version,
			data: { ...data, ...(shipmentId && { shipment_id: shipmentId }) },
		};
	return { type: `order.${order.status}`, id, version, data };
}

/**
 * Ends a checkout that was not paid, all its orders at once, and gives its stock back. A charge that is under way is settled
 * when it answers: by selling what is still there, or by a refund. Answers the ids of the orders that were ended.
 */
export async function closeUnpaid(
	tx: Tx,
	payment: LockedPayment,
	act: 'expire' | 'cancel',
	mover: Mover,
	orders?: LockedOrder[],
): Promise<string[]> {
	const locked = orders ?? (await lockOrders(tx, { checkoutId: payment.checkoutId }));
	const open = locked.filter((order) => order.status === 'placed');
	for (const order of open) await moveOrder(tx, order, act, mover);
	if (open.length > 0 && (payment.status === 'pending' || payment.status === 'declined'))
		await voidPayment(tx, payment);
	await giveBackCoupons(
		tx,
		open.map((order) => order.id),
	);
	await releaseHolds(tx, { lineIds: open.flatMap(lineIds) }, act === 'expire' ? 'expired' : 'released');
	return open.map((order) => order.id);
}

export const lineIds = (order: LockedOrder): string[] => order.lines.map((line) => line.orderLineId);

export const MARKET: Mover = { who: 'market', actorId: null };
