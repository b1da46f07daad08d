/**
 * A purchase: one checkout, one order per shop, stock held until it is paid. One transaction, in this order: the once-only
 * key, plain reads, the rows, the events, the stored answer, and last the stock.
 *
 * Only the conditional UPDATE in `claimStock` decides who gets the last piece; the count that is read before it merely
 * refuses early, so that a sold-out variant's row is not locked by everybody who is too late.
 */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { ensureGuest } from '#accounts/server/steps/guests.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { record } from '#events/server/record.ts';
import { stockOfVariants } from '#inventory/server/queries.ts';
import { claimStock } from '#inventory/server/steps.ts';
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
import { eventOf, freeStock, writeStep, type LockedOrder } from './steps.ts';
import { newCheckoutView } from './views.ts';

/**
 * @param key the client's once-only key
 * @returns the `CheckoutView` as JSON text, to the letter the same for the same key
 * @throws {Refusal} invalid_input, own_product, sold_out (with `errors` by field and `lines`), key_reused, in_progress
 */
export async function placeOrder(actor: Shopper, input: PlaceOrderInput, key?: string): Promise<OnceAnswer> {
	await limit('place-order', actor.id, { points: 120, seconds: 60 });
	const method = await paymentProvider.tokenise(paymentOrDefault(input.payment));
	const address = input.shipping_address;
	const items = input.items ?? [
		{ variant_id: input.variant_id, product_id: input.product_id, quantity: input.quantity ?? 1 },
	];
	const asked = { items, address, token: method.token };
	return await once({ scope: actor.id, route: PLACE_ORDER, key, input: asked }, async (tx) => {
		if (isGuest(actor)) await ensureGuest(tx, actor.id);
		const clock = await readClock(tx);
		const shippingAddress = address ?? (await addressOrDefault(tx, actor.id));
		const forSale = await readForSale(tx, {
			variantIds: items.flatMap((item) => item.variant_id ?? []),
			productIds: items.flatMap((item) => item.product_id ?? []),
		});
		const chosen = chooseItems(items, forSale, actor.id);
		const named = (refusal: Refusal) => nameSoldOut(refusal, chosen);
		await refuseEarly(tx, chosen, actor.id, named);

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
				claimStock(tx, locked.flatMap(claimsOf), clock.due).catch((error: unknown) => {
					throw error instanceof Refusal ? named(error) : error;
				}),
		};
	});
}

type Chosen = ReturnType<typeof chooseItems>;

async function refuseEarly(
	tx: Tx,
	chosen: Chosen,
	buyerId: string,
	named: (refusal: Refusal) => Refusal,
): Promise<void> {
	const ids = [...new Set(chosen.map((item) => item.variantId))];
	const short = async () => {
		const stock = new Map((await stockOfVariants(ids, tx)).map((row) => [row.variant_id, row.available]));
		return ids
			.map((id) => ({
				variant_id: id,
				wanted: chosen.reduce((sum, item) => sum + (item.variantId === id ? item.quantity : 0), 0),
				available: stock.get(id) ?? 0,
			}))
			.filter((line) => line.available < line.wanted);
	};
	const first = await short();
	if (first.length === 0) return;
	await freeStock(
		tx,
		first.map((line) => line.variant_id),
		buyerId,
	);
	const lines = await short();
	if (lines.length > 0) throw named(new Refusal('sold_out', { lines }));
}

/** Says of each of the buyer's lines what is left. */
function nameSoldOut(refusal: Refusal, chosen: Chosen): Refusal {
	const short = refusal.data['lines'];
	if (refusal.code !== 'sold_out' || !Array.isArray(short)) return refusal;
	const errors: Record<string, string> = {};
	for (const { variant_id, available } of short as { variant_id: string; available: number }[])
		chosen.forEach((item, at) => {
			if (item.variantId === variant_id)
				errors[`items.${at}.quantity`] = available > 0 ? `Only ${available} left` : 'Sold out';
		});
	return new Refusal('sold_out', { ...refusal.data, errors });
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

const claimsOf = (order: LockedOrder) => order.lines.map((line) => ({ ...line, orderId: order.id }));
