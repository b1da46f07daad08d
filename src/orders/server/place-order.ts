/**
 * A purchase: one checkout, one order per shop, stock held until it is paid. One transaction, in this order: the once-only
 * key, plain reads, the rows, the events, the stored answer, and last the stock.
 *
 * Only the conditional UPDATE in `claimStock` decides who gets the last piece; the count that is read before it merely
 * refuses early, so that a sold-out variant's row is not locked by everybody who is too late.
 */
import type { Actor } from '#accounts/actor.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { record } from '#events/server/record.ts';
import { claimStock } from '#inventory/server/steps/holds.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { once, type OnceAnswer } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import { startPayment } from '#payments/server/steps.ts';
import type { Address, CheckoutView, PlaceOrderInput } from '../order.ts';
import { readClock, type Clock } from './clock.ts';
import { chooseItems, splitByShop, type DraftOrder } from './draft-orders.ts';
import { PLACE_ORDER } from './queries.ts';
import { addressOrDefault, paymentOrDefault } from './order-defaults.ts';
import { eventOf, writeStep, type LockedOrder } from './steps.ts';
import { fitToStock, nameSoldOut } from './steps/fit-to-stock.ts';
import { askingNetwork, refuseHoarding } from './steps/hold-caps.ts';
import { newCheckoutView } from './views.ts';

/**
 * @param key the client's once-only key
 * @returns the `CheckoutView` as JSON text, to the letter the same for the same key
 * @throws {Refusal} invalid_input, own_product, sold_out (with `errors` by field and `lines`), key_reused, in_progress
 */
export async function placeOrder(actor: Actor, input: PlaceOrderInput, key?: string): Promise<OnceAnswer> {
	await limit('place-order', actor.id, { points: 120, seconds: 60 });
	const method = await paymentProvider.tokenise(paymentOrDefault(input.payment));
	const address = input.shipping_address;
	const items = input.items ?? [
		{ variant_id: input.variant_id, product_id: input.product_id, quantity: input.quantity ?? 1 },
	];
	const asked = { items, address, token: method.token };
	return await once({ scope: actor.id, route: PLACE_ORDER, key, input: asked }, async (tx) => {
		const clock = await readClock(tx);
		const shippingAddress = address ?? (await addressOrDefault(tx, actor.id));
		const forSale = await readForSale(tx, {
			variantIds: items.flatMap((item) => item.variant_id ?? []),
			productIds: items.flatMap((item) => item.product_id ?? []),
		});
		const chosen = chooseItems(items, forSale, actor.id);
		await refuseHoarding(tx, chosen, { buyerId: actor.id });
		await fitToStock(tx, chosen, { buyerId: actor.id });

		const { checkoutId, orders, total } = splitByShop(chosen);
		await writeOrders(tx, { checkoutId, orders, total, shippingAddress, buyerId: actor.id, clock });
		const locked = orders.map((order) => lockedOf(order, checkoutId, actor.id));
		for (const order of locked) await writeStep(tx, order, null, { who: 'buyer', actorId: actor.id });
		await record(tx, ...locked.map((order) => eventOf(order)));
		await startPayment(tx, {
			checkoutId,
			userId: actor.id,
			orderIds: orders.map((order) => order.id),
			money: total,
			provider: paymentProvider.name,
			...method,
		});
		const body: CheckoutView = newCheckoutView({
			checkoutId,
			orders,
			total,
			clock,
			buyerId: actor.id,
			buyerName: shippingAddress.name,
			method: method.label,
		});
		return {
			status: 201,
			body,
			last: () =>
				claimStock(tx, locked.flatMap(claimsOf), { checkoutId, expiresAt: clock.due }).catch(
					(error: unknown) => {
						throw error instanceof Refusal ? nameSoldOut(error, chosen) : error;
					},
				),
		};
	});
}

async function writeOrders(
	tx: Tx,
	purchase: {
		checkoutId: string;
		orders: DraftOrder[];
		total: { amount: number; currency: string };
		shippingAddress: Address;
		buyerId: string;
		clock: Clock;
	},
): Promise<void> {
	const { checkoutId, orders, total, shippingAddress, buyerId, clock } = purchase;
	await tx
		.insertInto('checkouts')
		.values({
			id: checkoutId,
			user_id: buyerId,
			currency: total.currency,
			total_amount: total.amount,
			address: askingNetwork(),
			created_at: clock.now,
		})
		.execute();
	await tx
		.insertInto('orders')
		.values(
			orders.map((order) => ({
				id: order.id,
				number: order.number,
				checkout_id: checkoutId,
				user_id: buyerId,
				shop_id: order.shopId,
				shop_name: order.shopName,
				buyer_name: shippingAddress.name,
				shipping_address: JSON.stringify(shippingAddress),
				currency: total.currency,
				items_amount: order.totals.items,
				shipping_amount: order.totals.shipping,
				discount_amount: order.totals.discount,
				tax_amount: order.totals.tax,
				total_amount: order.totals.total,
				status: 'placed',
				payment_due_at: clock.due,
				placed_at: clock.now,
			})),
		)
		.execute();
	await tx
		.insertInto('order_lines')
		.values(
			orders.flatMap((order) =>
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
					line_amount: line.unitAmount * line.quantity,
				})),
			),
		)
		.execute();
}

const lockedOf = (order: DraftOrder, checkoutId: string, buyerId: string): LockedOrder => ({
	id: order.id,
	number: order.number,
	checkoutId,
	buyerId,
	shopId: order.shopId,
	shopName: order.shopName,
	status: 'placed',
	version: 1,
	totalAmount: order.totals.total,
	currency: order.currency,
	paid: false,
	overdue: false,
	lines: order.lines.map(({ id, ...line }) => ({ orderLineId: id, ...line })),
});

const claimsOf = (order: LockedOrder) => order.lines;
