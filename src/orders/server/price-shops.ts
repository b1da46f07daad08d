/** What a checkout costs with the shops' profiles and coupons as they are at this moment. */
import type { ForSale } from '#catalog/server/steps.ts';
import { countryName } from '#lib/countries.ts';
import { formatMoney } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import type { Tx, db } from '#lib/server/db.ts';
import { env } from '#lib/server/env.ts';
import { COUPON_TROUBLES, type CouponTrouble } from '#shops/coupon.ts';
import { findCoupon, usesOfBuyer, type FoundCoupon } from '#shops/server/queries/coupons.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { priceCheckout, type PricedCheckout } from '../pricing.ts';

export type ToPrice = {
	currency: string;
	/** Where it goes, ISO 3166-1 alpha-2. */
	country: string;
	items: (ForSale & { id: string; quantity: number })[];
	/** Codes as typed, by the shop's id. */
	coupons: Record<string, string>;
	/** When known, a buyer who has no use left hears of it now; `redeemCoupon` decides. */
	buyerKey?: Buffer;
};

/** `errors` by field: `coupons.<shop>` for a coupon that is not taken, `shipping_address.country` where a shop does not send. */
export type Quote = {
	priced: PricedCheckout;
	errors: FieldErrors;
	code: 'coupon_not_valid' | 'not_sent_there' | null;
};

/** @throws {Refusal} coupon_not_valid, not_sent_there: what `quoteShops` names, by field */
export async function priceShops(on: Tx | typeof db, checkout: ToPrice): Promise<PricedCheckout> {
	const { priced, errors, code } = await quoteShops(on, checkout);
	if (code) throw new Refusal(code, { errors });
	return priced;
}

/** The same for a page that goes on showing: a coupon that is not taken is named and left out. Shops in the order of their items. */
export async function quoteShops(on: Tx | typeof db, checkout: ToPrice): Promise<Quote> {
	const { currency, country, items, coupons } = checkout;
	const byShop = Map.groupBy(items, (item) => item.shopId);
	const profiles = await shippingProfilesOf([...byShop.keys()], on);
	const errors: FieldErrors = {};
	const taken = new Map<string, FoundCoupon>();
	for (const [shopId, code] of Object.entries(coupons)) {
		const coupon = byShop.has(shopId) ? await findCoupon(shopId, code, on) : null;
		const amount = (byShop.get(shopId) ?? []).reduce((sum, item) => sum + item.unitAmount * item.quantity, 0);
		const trouble = await troubleOf(on, coupon, checkout.buyerKey);
		if (trouble || !coupon) errors[`coupons.${shopId}`] = COUPON_TROUBLES[trouble ?? 'unknown'];
		else if (amount < coupon.minimumAmount) {
			const least = formatMoney({ amount: coupon.minimumAmount, currency });
			errors[`coupons.${shopId}`] = `This coupon is for ${least} or more from this shop`;
		} else taken.set(shopId, coupon);
	}
	const couponsFail = Object.keys(errors).length > 0;
	const priced = priceCheckout({
		currency,
		country,
		commissionBasisPoints: env.COMMISSION_BASIS_POINTS,
		shops: [...byShop].map(([shopId, lines]) => ({
			shopId,
			shopName: lines[0]!.shopName,
			lines,
			profiles: profiles.filter((profile) => profile.shopId === shopId),
			coupon: taken.get(shopId) ?? null,
		})),
	});
	const unsent = priced.shops.filter((shop) => shop.shipping === null).map((shop) => shop.shopName);
	if (unsent.length > 0) {
		const who = new Intl.ListFormat('en').format(unsent);
		errors['shipping_address.country'] =
			`${who} ${unsent.length > 1 ? 'do' : 'does'} not send to ${countryName(country)}`;
	}
	const code = couponsFail ? 'coupon_not_valid' : unsent.length > 0 ? 'not_sent_there' : null;
	return { priced, errors, code };
}

async function troubleOf(
	on: Tx | typeof db,
	coupon: FoundCoupon | null,
	buyerKey: Buffer | undefined,
): Promise<CouponTrouble | null> {
	if (!coupon) return 'unknown';
	if (coupon.state !== 'running') return coupon.state;
	const most = coupon.maxUsesPerBuyer;
	if (!buyerKey || most === null) return null;
	return (await usesOfBuyer(coupon.id, buyerKey, on)) >= most ? 'buyer' : null;
}
