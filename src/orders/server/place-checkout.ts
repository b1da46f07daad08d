/**
 * An open checkout becomes a purchase: its lines become orders, its holds wait for the payment. One transaction, under the lock of
 * the checkout's row. It touches no counter of stock: what it sells is held already.
 */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { rememberAddress } from '#accounts/server/steps/address-book.ts';
import { setGuestEmail } from '#accounts/server/steps/guests.ts';
import { findUser } from '#accounts/server/queries.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { postponeHolds } from '#inventory/server/steps/holds.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Money } from '#lib/money.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { once, type OnceAnswer } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { paymentProvider } from '#payments/server/provider.ts';
import { buyerKeyOf } from '#shops/server/steps/coupons.ts';
import type { PlaceCheckoutInput } from '../checkout-schema.ts';
import type { Address } from '../order.ts';
import { readClock } from './clock.ts';
import { draftOrders, type ItemToOrder } from './draft-orders.ts';
import { priceShops } from './price-shops.ts';
import { ownAddress } from './queries/own-address.ts';
import { takeFromBasket } from './steps/basket.ts';
import { needConfirmed } from './steps/confirmed-price.ts';
import { closeCheckout, type LockedCheckout } from './steps/open-checkouts.ts';
import { lockOwnCheckout } from './steps/own-checkout.ts';
import { writePurchase } from './steps/write-purchase.ts';
import { newCheckoutView } from './views.ts';

export const PLACE_CHECKOUT = 'POST /api/checkouts/:id/place';

/**
 * @param key the client's once-only key
 * @returns the `CheckoutView` as JSON text, to the letter the same for the same key
 * @throws {Refusal} not_found, checkout_ended (with `checkout_status`), invalid_input, price_changed, key_reused, in_progress
 */
export async function placeCheckout(
	shopper: Shopper,
	checkoutId: string,
	input: PlaceCheckoutInput,
	key?: string,
): Promise<OnceAnswer> {
	await limit('place-order', shopper.id, { points: 120, seconds: 60 });
	const method = await paymentProvider.tokenise(input.payment);
	const { payment: _, ...rest } = input;
	const request = { checkoutId, token: method.token, ...rest };
	return await once({ scope: shopper.id, route: PLACE_CHECKOUT, key, input: request }, async (tx) => {
		const address = await addressOf(tx, shopper, input);
		await emptyBasket(tx, shopper.id, checkoutId);
		const checkout = await lockOwnCheckout(tx, shopper.id, checkoutId);
		crashPoint('place-checkout:after-lock');
		const clock = await readClock(tx);
		const items = await itemsOf(tx, checkout);
		const { currency } = checkout;
		const coupons = input.coupons ?? {};
		const email = await contactOf(tx, shopper, input.email);
		const terms = { currency, country: address.country, items, coupons, buyerKey: buyerKeyOf(email) };
		const { orders, total } = draftOrders(items, await priceShops(tx, terms));
		needConfirmed(total, input.expected_total);

		await closeCheckout(tx, checkout, 'placed');
		crashPoint('place-checkout:after-close');
		await sumUp(tx, checkoutId, total);
		const purchase = { checkoutId, buyerId: shopper.id, orders, total, address, method, clock };
		await writePurchase(tx, { ...purchase, email, giftNote: input.gift_note || null });
		crashPoint('place-checkout:after-purchase');
		const body = newCheckoutView({ ...purchase, method: method.label });
		const last = async () => void (await postponeHolds(tx, checkoutId, clock.due));
		return { status: 201, body, last };
	});
}

/** Where it goes; kept in the buyer's book if they wish. Before all other locks: the book's is the account's row. */
async function addressOf(
	tx: Tx,
	{ id: userId }: Shopper,
	{ shipping_address: given, address_id: known, save_address: save }: PlaceCheckoutInput,
): Promise<Address> {
	const address = given ?? (await ownAddress(userId, known ?? '', tx));
	if (known || save) await rememberAddress(tx, userId, address);
	return address;
}

/** What is bought lies in the basket no more. Before the checkout's lock: baskets come first. */
async function emptyBasket(tx: Tx, buyerId: string, checkoutId: string): Promise<void> {
	const lines = await tx
		.selectFrom('checkout_lines')
		.select('variant_id')
		.where('checkout_id', '=', checkoutId)
		.execute();
	const bought = lines.map((line) => line.variant_id);
	await takeFromBasket(tx, buyerId, bought, { bought: true });
}

/** Its lines, as they are for sale at this moment. */
async function itemsOf(tx: Tx, checkout: LockedCheckout): Promise<ItemToOrder[]> {
	const forSale = await readForSale(tx, { variantIds: checkout.lines.map((line) => line.variantId) });
	const errors: FieldErrors = {};
	const items = checkout.lines.flatMap((line, at): ItemToOrder[] => {
		const found = forSale.find((item) => item.variantId === line.variantId);
		if (found?.visible) return [{ ...found, id: line.id, quantity: line.quantity }];
		errors[`lines.${at}`] = found
			? `“${found.title}” is not for sale any more`
			: 'One thing is not for sale any more';
		return [];
	});
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	return items;
}

/** Where the buyer wants to hear of it: at the account's own address unless another is given. */
async function contactOf(tx: Tx, shopper: Shopper, given: string | undefined): Promise<string> {
	if (given && isGuest(shopper)) await setGuestEmail(tx, shopper.id, given);
	const account = await findUser(shopper.id, tx);
	if (given) return given;
	if (account?.email) return account.email;
	throw new Refusal('invalid_input', { errors: { email: 'Say where we may write to you' } });
}

async function sumUp(tx: Tx, checkoutId: string, total: Money): Promise<void> {
	await tx
		.updateTable('checkouts')
		.set({ total_amount: total.amount })
		.where('id', '=', checkoutId)
		.execute();
}
