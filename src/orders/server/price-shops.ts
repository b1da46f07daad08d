import type { ForSale } from '#catalog/server/steps.ts';
import { env } from '#lib/server/env.ts';
import type { Db, Tx } from '#lib/server/db.ts';
import { priceCheckout, type PricedCheckout } from '../pricing.ts';

/** Prices items shop by shop by what their shops say now. */
export async function priceShops(
	_on: Db | Tx,
	checkout: {
		currency: string;
		country: string;
		items: (ForSale & { id: string; quantity: number })[];
		/** Codes by shop. */
		coupons: Record<string, string>;
	},
): Promise<PricedCheckout> {
	const shops = Map.groupBy(checkout.items, (item) => item.shopId);
	return priceCheckout({
		currency: checkout.currency,
		country: checkout.country,
		commissionBasisPoints: env.COMMISSION_BASIS_POINTS,
		shops: [...shops].map(([shopId, lines]) => ({
			shopId,
			shopName: lines[0]!.shopName,
			lines: lines.map((line) => ({ ...line, shippingProfileId: null })),
			profiles: [],
			coupon: null,
		})),
	});
}
