/**
 * What a checkout costs, shop by shop. Pure: whatever it needs to know is given, so that the page that shows a price and the
 * purchase that charges it reckon by the same rules.
 *
 * - A shop's total is items − discount + shipping + tax added; tax included is contained in it. All are whole minor units.
 * - Discount first (discount.ts), then delivery on what is left (shipping-cost.ts), then tax on both (tax.ts), then the
 *   market's commission on each line after its discount.
 * - A shop that does not send to the country has `shipping: null`, and its total holds no delivery: it cannot be bought so.
 */
import { countryName } from '#lib/countries.ts';
import { commissionOf } from '#payments/commission.ts';
import type { CouponTerms } from '#shops/coupon.ts';
import type { ShippingProfile } from '#shops/delivery.ts';
import { discountsOf, meetsMinimum } from './discount.ts';
import { shippingCost } from './shipping-cost.ts';
import { inclusiveTax, type ParcelTax, type TaxCalculator } from './tax.ts';

export type LineToPrice = {
	id: string;
	productId: string;
	unitAmount: number;
	quantity: number;
	shippingProfileId: string | null;
};

export type ShopToPrice = {
	shopId: string;
	shopName: string;
	lines: LineToPrice[];
	profiles: ShippingProfile[];
	coupon: CouponTerms | null;
};

export type CheckoutToPrice = {
	currency: string;
	/** Where it goes, ISO 3166-1 alpha-2. */
	country: string;
	shops: ShopToPrice[];
	commissionBasisPoints: number;
	/** `inclusiveTax` unless told. */
	tax?: TaxCalculator;
};

/** One typed line of an order's bill, as a row of `order_charges`. */
export type Charge = {
	kind: 'discount' | 'shipping' | 'tax';
	label: string;
	/** Never negative; a discount is taken off. */
	amount: number;
	included: boolean;
	rateBasisPoints: number | null;
	/** The coupon or the shipping profile. */
	ref: string | null;
};

export type PricedLine = {
	id: string;
	lineAmount: number;
	discount: number;
	tax: number;
	commission: number;
};

export type PricedShop = {
	shopId: string;
	shopName: string;
	lines: PricedLine[];
	items: number;
	discount: number;
	/** null: this shop does not send there. */
	shipping: number | null;
	charges: Charge[];
	taxIncluded: number;
	taxAdded: number;
	total: number;
	/** The coupon that holds, with all that it spares the buyer, delivery included. */
	coupon: { id: string; code: string; spared: number } | null;
	/** Working days on the way, where the shop says so. */
	days: { min: number; max: number } | null;
};

export type PricedCheckout = {
	currency: string;
	country: string;
	shops: PricedShop[];
	items: number;
	discount: number;
	/** null: one of the shops does not send there. */
	shipping: number | null;
	taxIncluded: number;
	taxAdded: number;
	total: number;
};

export function priceCheckout(checkout: CheckoutToPrice): PricedCheckout {
	const shops = checkout.shops.map((shop) => priceShop(shop, checkout));
	const sum = (of: (shop: PricedShop) => number) => shops.reduce((all, shop) => all + of(shop), 0);
	return {
		currency: checkout.currency,
		country: checkout.country,
		shops,
		items: sum((shop) => shop.items),
		discount: sum((shop) => shop.discount),
		shipping: shops.some((shop) => shop.shipping === null) ? null : sum((shop) => shop.shipping ?? 0),
		taxIncluded: sum((shop) => shop.taxIncluded),
		taxAdded: sum((shop) => shop.taxAdded),
		total: sum((shop) => shop.total),
	};
}

function priceShop(shop: ShopToPrice, checkout: CheckoutToPrice): PricedShop {
	const { country, currency, commissionBasisPoints, tax = inclusiveTax } = checkout;
	const { shopId, shopName, profiles } = shop;
	const lines = shop.lines.map((line) => ({ ...line, lineAmount: line.unitAmount * line.quantity }));
	const items = lines.reduce((sum, { lineAmount }) => sum + lineAmount, 0);
	const coupon = shop.coupon && meetsMinimum(shop.coupon, items) ? shop.coupon : null;
	const discounts = discountsOf(lines, coupon);
	const discount = sumOf(discounts.values());

	const cost = shippingCost({ lines, profiles, country, itemsNet: items - discount });
	const waived = cost && coupon?.kind === 'free_shipping' ? cost.amount : 0;
	const shipping = cost && cost.amount - waived;

	const taxes = tax.taxesOf({
		country,
		currency,
		shop: { id: shopId, name: shopName },
		lines: lines.map((line) => ({
			id: line.id,
			productId: line.productId,
			net: line.lineAmount - discounts.get(line.id)!,
		})),
		shipping: shipping ?? 0,
	});
	taxes.forEach(needSum);
	const taxIncluded = sumOf(taxes.map((each) => (each.included ? each.amount : 0)));
	const taxAdded = sumOf(taxes.map((each) => (each.included ? 0 : each.amount)));

	const charges: Charge[] = [];
	if (coupon && discount > 0)
		charges.push({ ...plain, kind: 'discount', label: coupon.code, amount: discount, ref: coupon.id });
	if (cost?.profileId) {
		const label = `Delivery to ${countryName(country)}${coupon && waived > 0 ? `, free with ${coupon.code}` : ''}`;
		charges.push({ ...plain, kind: 'shipping', label, amount: shipping ?? 0, ref: cost.profileId });
	}
	for (const { label, amount, included, rateBasisPoints } of taxes)
		charges.push({ kind: 'tax', label, amount, included, rateBasisPoints, ref: null });

	return {
		shopId,
		shopName,
		lines: lines.map(({ id, lineAmount }) => ({
			id,
			lineAmount,
			discount: discounts.get(id)!,
			tax: sumOf(taxes.map((each) => each.byLine.get(id) ?? 0)),
			commission: commissionOf(lineAmount - discounts.get(id)!, commissionBasisPoints),
		})),
		items,
		discount,
		shipping,
		charges,
		taxIncluded,
		taxAdded,
		total: items - discount + (shipping ?? 0) + taxAdded,
		coupon: coupon && { id: coupon.id, code: coupon.code, spared: discount + waived },
		days: cost?.days ?? null,
	};
}

const plain = { included: false, rateBasisPoints: null } as const;

const sumOf = (amounts: Iterable<number>): number => [...amounts].reduce((sum, amount) => sum + amount, 0);

/** A calculator of somebody else's must not charge what stands on no line. */
function needSum(tax: ParcelTax): void {
	const parts = sumOf(tax.byLine.values()) + tax.onShipping;
	if (tax.amount < 0 || parts !== tax.amount)
		throw new Error(`the tax "${tax.label}" of ${tax.amount} is ${parts} in parts`);
}
