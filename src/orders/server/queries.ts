/** Reads of orders. Each starts from whose they are; what is another's is not there. */
import type { Guest, Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { db } from '#lib/server/db.ts';
import { findDone } from '#lib/server/idempotency.ts';
import { isSigned } from '#lib/server/signature.ts';
import { paymentOfCheckout } from '#payments/server/queries.ts';
import { mayDo, type ShopAct } from '#shops/permissions.ts';
import { refundedOfLines, refundsOfOrder } from '#payments/server/queries/refunds.ts';
import {
	allowedActs,
	type Act,
	type Address,
	type CheckoutView,
	type OrderStatus,
	type OrderSummary,
	type OrderView,
	type Party,
} from '../order.ts';
import type { ShipmentView } from '../order-parts.ts';
import { deliveryOf } from '../pieces.ts';
import { findRole, type OrderRole } from './find-role.ts';
import { chargeView, refundsInOne, refundView, shipmentView } from './part-views.ts';
import { summaryView, type LineRow, type OrderRow } from './views.ts';

/** The name under which purchases keep their once-only keys. */
export const PLACE_ORDER = 'POST /api/orders';

/** What somebody bought with this once-only key, or null: for a checkout page that is come back to. */
export async function checkoutOfKey(userId: string, key: string): Promise<CheckoutView | null> {
	const body = await findDone(userId, PLACE_ORDER, key);
	return body ? (JSON.parse(body) as CheckoutView) : null;
}

export type OrderPage = { items: OrderSummary[]; next_cursor: string | null };
/** `cursor`: the `next_cursor` of the page before. */
export type PageInput = { cursor?: string | undefined; limit?: number | undefined };

/** What somebody bought, the newest first. */
export async function ordersOfBuyer(userId: string, page: PageInput = {}): Promise<OrderPage> {
	const limit = page.limit ?? 20;
	let query = db.selectFrom('orders').selectAll().where('user_id', '=', userId);
	if (page.cursor) query = query.where('id', '<', page.cursor);
	const rows = await query
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	return await pageOf(rows, limit);
}

export const SELLER_TABS = {
	todo: ['paid', 'accepted', 'part_shipped'],
	sent: ['shipped'],
	done: ['completed', 'cancelled'],
} as const satisfies Record<string, OrderStatus[]>;
export type SellerTab = keyof typeof SELLER_TABS;

/** What was bought from a shop and paid, the newest first. */
export async function ordersOfShop(
	shopId: string,
	page: PageInput & { tab?: SellerTab | undefined } = {},
): Promise<OrderPage> {
	const limit = page.limit ?? 50;
	let query = db
		.selectFrom('orders')
		.selectAll()
		.where('shop_id', '=', shopId)
		.where('paid_at', 'is not', null);
	if (page.tab) query = query.where('status', 'in', [...SELLER_TABS[page.tab]]);
	if (page.cursor) query = query.where('id', '<', page.cursor);
	const rows = await query
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	return await pageOf(rows, limit);
}

/** How many orders of a shop stand at each state; unpaid ones are left out. */
export async function countOrdersOfShop(shopId: string): Promise<Partial<Record<OrderStatus, number>>> {
	const rows = await db
		.selectFrom('orders')
		.select(({ fn }) => ['status', fn.countAll<number>().as('count')])
		.where('shop_id', '=', shopId)
		.where('paid_at', 'is not', null)
		.groupBy('status')
		.execute();
	return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
}

/**
 * One order as its buyer or its seller sees it.
 * @throws {Refusal} not_found
 */
export async function findOrder(shopper: Shopper, id: string): Promise<OrderView> {
	return await viewOrder(id, await findRole(shopper, id));
}

/** The guest whose order a mailed link opens; null for another's key, and once the guest has become a member, who signs in. */
export async function guestOfLink(orderId: string, key: string): Promise<Guest | null> {
	if (!isSigned('order-link', orderId, key)) return null;
	const order = await db.selectFrom('orders').select('user_id').where('id', '=', orderId).executeTakeFirst();
	return order && (await guestStands(order.user_id)) ? { id: order.user_id, guest: true } : null;
}

/** The orders of one checkout, by its buyer. */
export async function ordersOfCheckout(userId: string, checkoutId: string): Promise<OrderSummary[]> {
	const rows = await db
		.selectFrom('orders')
		.selectAll()
		.where('checkout_id', '=', checkoutId)
		.where('user_id', '=', userId)
		.orderBy('id')
		.execute();
	return (await pageOf(rows, rows.length)).items;
}

async function viewOrder(id: string, reader: OrderRole): Promise<OrderView> {
	const { as } = reader;
	const row = await db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const [lines, history, payment, refunds, charges, shipments] = await Promise.all([
		linesOf([id]),
		db.selectFrom('order_history').selectAll().where('order_id', '=', id).orderBy('n').execute(),
		as === 'buyer' ? paymentOfCheckout(row.checkout_id) : null,
		refundsOfOrder(id),
		db.selectFrom('order_charges').selectAll().where('order_id', '=', id).orderBy('position').execute(),
		shipmentsOf(id),
	]);
	const money = (amount: number) => ({ amount, currency: row.currency });
	const status = row.status as OrderStatus;
	return {
		...summaryView(row, lines),
		totals: {
			items: money(row.items_amount),
			shipping: money(row.shipping_amount),
			discount: money(row.discount_amount),
			tax: money(row.tax_amount),
			total: money(row.total_amount),
		},
		shipping_address: JSON.parse(row.shipping_address) as Address,
		tracking: row.tracking_carrier ? { carrier: row.tracking_carrier, code: row.tracking_code ?? '' } : null,
		payment_due_at: row.payment_due_at.toISOString(),
		payment,
		refund: refundsInOne(refunds, row.currency),
		refunds: refunds.map((refund) => refundView(refund, row.currency)),
		shipments,
		charges: charges.map((charge) => chargeView(charge, row.currency)),
		shipping_paid: money(deliveryOf(row, lines).paid),
		history: history.map((step) => ({
			n: step.n,
			from: step.from_status as OrderStatus | null,
			to: step.to_status as OrderStatus,
			by: step.actor_kind as Party,
			reason: step.reason,
			at: step.at.toISOString(),
		})),
		as,
		allowed: allowedActs(status, as).filter(
			(act) => reader.as === 'buyer' || mayDo(reader.role, shopActOf(act)),
		),
		shipped_at: row.shipped_at?.toISOString() ?? null,
		closed_at: row.closed_at?.toISOString() ?? null,
	};
}

/** What a seller's step of an order is in the shop's table of who may do what. */
const shopActOf = (act: Act): ShopAct => (act === 'cancel' ? 'orders.cancel' : 'orders.pack');

async function shipmentsOf(orderId: string): Promise<ShipmentView[]> {
	const [parcels, lines] = await Promise.all([
		db.selectFrom('shipments').selectAll().where('order_id', '=', orderId).orderBy('n').execute(),
		db
			.selectFrom('shipment_lines')
			.innerJoin('shipments', 'shipments.id', 'shipment_lines.shipment_id')
			.selectAll('shipment_lines')
			.where('shipments.order_id', '=', orderId)
			.execute(),
	]);
	return parcels.map((parcel) => shipmentView(parcel, lines));
}

async function pageOf(rows: OrderRow[], limit: number): Promise<OrderPage> {
	const shown = rows.slice(0, limit);
	const lines = await linesOf(shown.map((row) => row.id));
	return {
		items: shown.map((row) => summaryView(row, lines)),
		next_cursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
	};
}

async function linesOf(orderIds: string[]): Promise<LineRow[]> {
	if (orderIds.length === 0) return [];
	const rows = await db
		.selectFrom('order_lines')
		.selectAll()
		.select((eb) =>
			eb
				.selectFrom('shipment_lines')
				.select(({ fn }) => fn.sum<number>('shipment_lines.quantity').as('sent'))
				.whereRef('shipment_lines.order_line_id', '=', 'order_lines.id')
				.as('shipped'),
		)
		.where('order_id', 'in', orderIds)
		.execute();
	const back = await refundedOfLines(rows.map((row) => row.id));
	return rows.map((row) => ({
		...row,
		shipped: Number(row.shipped ?? 0),
		refunded: back.get(row.id)?.quantity ?? 0,
		unsent: back.get(row.id)?.unsent ?? 0,
	}));
}

/** Where somebody's latest order went, to be offered again. */
export async function lastAddressOf(userId: string): Promise<Address | null> {
	const row = await db
		.selectFrom('orders')
		.select('shipping_address')
		.where('user_id', '=', userId)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? (JSON.parse(row.shipping_address) as Address) : null;
}
