/**
 * A purchase in one go, as a program makes it: one checkout, one order per shop, stock held until it is paid. One transaction, in
 * this order: the once-only key, plain reads, the rows, the events, the stored answer, and last the stock.
 *
 * Only the conditional UPDATE in `claimStock` decides who gets the last piece; who was too late looks again.
 */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { findUser } from '#accounts/server/queries.ts';
import { ensureGuest } from '#accounts/server/steps/guests.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { once, type OnceAnswer } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import { buyerKeyOf } from '#shops/server/steps/coupons.ts';
import type { PlaceOrderInput } from '../purchase-schema.ts';
import { readClock } from './clock.ts';
import { chooseItems, draftOrders } from './draft-orders.ts';
import { addressOrDefault, paymentOrDefault } from './order-defaults.ts';
import { priceShops } from './price-shops.ts';
import { PLACE_ORDER } from './queries.ts';
import { needConfirmed } from './steps/confirmed-price.ts';
import { claimSeen, lookAgain } from './steps/claim-stock.ts';
import { fitToStock } from './steps/fit-to-stock.ts';
import { askingNetwork, refuseHoarding } from './steps/hold-caps.ts';
import { writePlacedCheckout, writePurchase } from './steps/write-purchase.ts';
import { newCheckoutView } from './views.ts';

/**
 * @param key the client's once-only key
 * @returns the `CheckoutView` as JSON text, to the letter the same for the same key
 * @throws {Refusal} invalid_input, own_product, hold_cap, sold_out (with `errors` by field and `lines`), price_changed, key_reused,
 *   in_progress
 */
export async function placeOrder(actor: Shopper, input: PlaceOrderInput, key?: string): Promise<OnceAnswer> {
	await limit('place-order', actor.id, { points: 120, seconds: 60 });
	const method = await paymentProvider.tokenise(paymentOrDefault(input.payment));
	const { shipping_address: given, coupons = {}, expected_total: confirmed, gift_note: giftNote } = input;
	const asked = input.items ?? [
		{ variant_id: input.variant_id, product_id: input.product_id, quantity: input.quantity ?? 1 },
	];
	const request = { items: asked, address: given, token: method.token, coupons, confirmed, giftNote };
	const purchase = async (tx: Tx) => {
		if (isGuest(actor)) await ensureGuest(tx, actor.id);
		const clock = await readClock(tx);
		const address = given ?? (await addressOrDefault(tx, actor.id));
		const forSale = await readForSale(tx, {
			variantIds: asked.flatMap((item) => item.variant_id ?? []),
			productIds: asked.flatMap((item) => item.product_id ?? []),
		});
		const items = chooseItems(asked, forSale, actor.id).map((item) => ({ ...item, id: newId() }));
		await refuseHoarding(tx, items, { buyerId: actor.id });
		await fitToStock(tx, items, { buyerId: actor.id });
		crashPoint('place-order:after-fit');

		const { currency } = items[0]!;
		const email = (await findUser(actor.id, tx))?.email ?? '';
		const buyerKey = buyerKeyOf(email);
		const priced = await priceShops(tx, { currency, country: address.country, items, coupons, buyerKey });
		const { orders, total } = draftOrders(items, priced);
		needConfirmed(total, confirmed);
		const checkoutId = newId();
		const network = askingNetwork();
		await writePlacedCheckout(tx, { id: checkoutId, buyerId: actor.id, total, network });
		crashPoint('place-order:after-checkout');
		const bought = { checkoutId, buyerId: actor.id, orders, total, address, method, clock };
		const written = await writePurchase(tx, { ...bought, email, giftNote: giftNote || null });
		crashPoint('place-order:after-purchase');
		const claims = written.flatMap((order) => order.lines);
		const terms = { checkoutId, expiresAt: clock.due };
		const body = newCheckoutView({ ...bought, method: method.label });
		return { status: 201, body, last: () => claimSeen(tx, claims, terms) };
	};
	const route = { scope: actor.id, route: PLACE_ORDER, key, input: request };
	return await lookAgain(() => once(route, purchase));
}
