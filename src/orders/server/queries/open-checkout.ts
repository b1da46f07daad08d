/** A checkout as its buyer sees it before it is placed; what is another's is not there. */
import type { Shopper } from '#accounts/actor.ts';
import { readForSale, type ForSale } from '#catalog/server/steps.ts';
import { heldByCheckout } from '#inventory/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import { shopsByIds } from '#shops/server/queries.ts';
import { checkoutState } from '../../checkout-state.ts';
import type { QuoteInput } from '../../checkout-schema.ts';
import {
	MOST_EXTENSIONS,
	type CheckoutLineView,
	type CheckoutStatus,
	type OpenCheckoutView,
} from '../../checkout.ts';
import type { ItemToOrder } from '../draft-orders.ts';
import { quoteShops, type Quote } from '../price-shops.ts';
import { ordersOfCheckout } from '../queries.ts';
import { ownAddress } from './own-address.ts';

/** @throws {Refusal} not_found */
export async function findCheckout(shopper: Shopper, id: string): Promise<OpenCheckoutView> {
	const { row, lines, forSale } = await read(shopper, id);
	const shops = await shopsByIds(forSale.map((item) => item.shopId));
	const groups = Map.groupBy(
		lines,
		(line) => forSale.find((item) => item.variantId === line.variant_id)?.shopId,
	);
	const money = (amount: number) => ({ amount, currency: row.currency });
	const orders = row.status === 'placed' ? await ordersOfCheckout(shopper.id, id) : [];
	return {
		id: row.id,
		status: row.status as CheckoutStatus,
		currency: row.currency,
		expires_at: (row.expires_at ?? row.created_at).toISOString(),
		extensions_left: MOST_EXTENSIONS - row.extensions,
		state: orders.length > 0 ? checkoutState(orders) : null,
		orders,
		shops: [...groups].map(([shopId, own]) => {
			const shop = shops.get(shopId ?? '');
			return {
				id: shopId ?? '',
				slug: shop?.slug ?? '',
				name: shop?.name ?? '',
				colours: shop?.colours ?? ['#C8452D', '#FAF6EE'],
				lines: own.map((line): CheckoutLineView => {
					const item = forSale.find((one) => one.variantId === line.variant_id);
					const amount = item?.unitAmount ?? 0;
					return {
						id: line.id,
						product_id: line.product_id,
						variant_id: line.variant_id,
						title: item?.title ?? 'No longer for sale',
						slug: item?.slug ?? '',
						options: item?.options ?? {},
						picture: item?.pictureSrc ?? null,
						quantity: line.quantity,
						unit_price: money(amount),
						total: money(amount * line.quantity),
						gone: !item?.visible,
					};
				}),
			};
		}),
	};
}

/** Somebody's open checkout, or null. */
export async function openCheckoutOf(shopper: {
	id: string;
}): Promise<{ id: string; expires_at: string } | null> {
	const row = await db
		.selectFrom('checkouts')
		.select(['id', 'expires_at'])
		.where('open_for', '=', shopper.id)
		.executeTakeFirst();
	return row?.expires_at ? { id: row.id, expires_at: row.expires_at.toISOString() } : null;
}

/** Pieces by variant in somebody's own open checkout: they are in nobody's way, and not in their owner's. */
export async function ownHolds(shopper: Shopper | null): Promise<Record<string, number>> {
	const open = shopper && (await openCheckoutOf(shopper));
	return open ? Object.fromEntries(await heldByCheckout(db, open.id)) : {};
}

/**
 * What a checkout would come to at this moment; what cannot be bought any more is left out, and so is a coupon that is not taken:
 * `errors` names it.
 * @throws {Refusal} not_found; invalid_input for an address that is not the buyer's
 */
export async function quoteCheckout(
	shopper: Shopper,
	id: string,
	{ country, address_id: addressId, coupons = {} }: QuoteInput,
): Promise<Quote> {
	const { row, lines, forSale } = await read(shopper, id);
	const items = lines.flatMap((line): ItemToOrder[] => {
		const item = forSale.find((one) => one.variantId === line.variant_id);
		return item?.visible ? [{ ...item, id: line.id, quantity: line.quantity }] : [];
	});
	const place = country ?? (await ownAddress(shopper.id, addressId ?? '')).country;
	return await quoteShops(db, { currency: row.currency, country: place, items, coupons });
}

async function read(shopper: Shopper, id: string) {
	const row = await db
		.selectFrom('checkouts')
		.selectAll()
		.where('id', '=', id)
		.where('user_id', '=', shopper.id)
		.executeTakeFirst();
	if (!row) throw new Refusal('not_found');
	const lines = await db
		.selectFrom('checkout_lines')
		.selectAll()
		.where('checkout_id', '=', id)
		.orderBy('position')
		.execute();
	const forSale: ForSale[] = await readForSale(db, { variantIds: lines.map((line) => line.variant_id) });
	return { row, lines, forSale };
}
