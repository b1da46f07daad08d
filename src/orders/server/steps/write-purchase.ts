/**
 * Writes a purchase inside a caller's transaction: one order per shop with its lines and typed charges as bought, their history,
 * the payment, and the events that tell of it. The checkout's row and the stock are the caller's.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import type { Money } from '#lib/money.ts';
import type { Tx } from '#lib/server/db.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import { startPayment } from '#payments/server/steps.ts';
import { buyerKeyOf, redeemCoupons } from '#shops/server/steps/coupons.ts';
import type { Address } from '../../order.ts';
import type { Clock } from '../clock.ts';
import type { DraftOrder } from '../draft-orders.ts';
import { eventOf, writeStep, type LockedOrder } from '../steps.ts';

export type Purchase = {
	checkoutId: string;
	buyerId: string;
	orders: DraftOrder[];
	total: Money;
	address: Address;
	/** Where the buyer hears of it, and who counts as one buyer. */
	email: string;
	giftNote: string | null;
	method: { token: string; label: string };
	clock: Clock;
};

export async function writePurchase(tx: Tx, purchase: Purchase): Promise<LockedOrder[]> {
	const { checkoutId, buyerId, orders, total } = purchase;
	await tx
		.insertInto('orders')
		.values(orders.map((order) => orderRow(order, purchase)))
		.execute();
	await tx.insertInto('order_lines').values(orders.flatMap(lineRows)).execute();
	const charges = orders.flatMap(chargeRows);
	if (charges.length > 0) await tx.insertInto('order_charges').values(charges).execute();
	await redeemCoupons(tx, redemptionsOf(purchase));
	const locked = orders.map((order) => lockedOf(order, checkoutId, buyerId));
	for (const order of locked) await writeStep(tx, order, null, { who: 'buyer', actorId: buyerId });
	await record(tx, ...locked.map((order) => eventOf(order)));
	await startPayment(tx, {
		checkoutId,
		userId: buyerId,
		orderIds: orders.map((order) => order.id),
		money: total,
		provider: paymentProvider.name,
		...purchase.method,
	});
	return locked;
}

const redemptionsOf = ({ orders, email }: Purchase) =>
	orders.flatMap(({ id, priced: { coupon } }) =>
		coupon
			? [{ couponId: coupon.id, orderId: id, buyerKey: buyerKeyOf(email), discount: coupon.spared }]
			: [],
	);

const orderRow = (order: DraftOrder, { checkoutId, buyerId, address, email, giftNote, clock }: Purchase) => ({
	id: order.id,
	number: order.number,
	checkout_id: checkoutId,
	user_id: buyerId,
	shop_id: order.shopId,
	shop_name: order.shopName,
	buyer_name: address.name,
	shipping_address: JSON.stringify(address),
	email,
	gift_note: giftNote,
	currency: order.currency,
	items_amount: order.priced.items,
	shipping_amount: order.priced.shipping ?? 0,
	discount_amount: order.priced.discount,
	tax_amount: order.priced.taxAdded,
	tax_included_amount: order.priced.taxIncluded,
	total_amount: order.priced.total,
	status: 'placed',
	payment_due_at: clock.due,
	placed_at: clock.now,
});

const lineRows = (order: DraftOrder) =>
	order.lines.map((line, position) => ({
		id: line.id,
		order_id: order.id,
		position,
		product_id: line.productId,
		variant_id: line.variantId,
		title: line.title,
		options: JSON.stringify(line.options),
		sku: line.sku,
		picture_src: line.pictureSrc,
		unit_amount: line.unitAmount,
		quantity: line.quantity,
		line_amount: line.lineAmount,
		discount_amount: line.discount,
		tax_amount: line.tax,
		commission_amount: line.commission,
	}));

const chargeRows = (order: DraftOrder) =>
	order.priced.charges.map((charge, position) => ({
		order_id: order.id,
		position,
		kind: charge.kind,
		label: charge.label,
		amount: charge.amount,
		included: charge.included ? 1 : 0,
		rate_basis_points: charge.rateBasisPoints,
		ref: charge.ref,
	}));

const lockedOf = (order: DraftOrder, checkoutId: string, buyerId: string): LockedOrder => ({
	id: order.id,
	number: order.number,
	checkoutId,
	buyerId,
	shopId: order.shopId,
	shopName: order.shopName,
	status: 'placed',
	version: 1,
	totalAmount: order.priced.total,
	currency: order.currency,
	paid: false,
	overdue: false,
	lines: order.lines.map(({ id, productId, variantId, title, quantity }) => ({
		orderLineId: id,
		productId,
		variantId,
		title,
		quantity,
	})),
});

/** Writes the row of a checkout that is placed in the moment it begins. */
export async function writePlacedCheckout(
	tx: Tx,
	checkout: { id: string; buyerId: string; total: Money; network: string | null },
): Promise<void> {
	await tx
		.insertInto('checkouts')
		.values({
			id: checkout.id,
			user_id: checkout.buyerId,
			status: 'placed',
			currency: checkout.total.currency,
			total_amount: checkout.total.amount,
			address: checkout.network,
			created_at: sql<Date>`now(3)`,
		})
		.execute();
}
