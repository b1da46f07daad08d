import type { QuoteView } from '../checkout-schema.ts';
import type { Quote } from './price-shops.ts';

/** A price as it goes over the wire. */
export function quoteView({ priced, errors }: Quote): QuoteView {
	const money = (amount: number) => ({ amount, currency: priced.currency });
	return {
		country: priced.country,
		errors,
		total: money(priced.total),
		shops: priced.shops.map((shop) => ({
			id: shop.shopId,
			name: shop.shopName,
			items: money(shop.items),
			discount: money(shop.discount),
			shipping: shop.shipping === null ? null : money(shop.shipping),
			charges: shop.charges.map(({ kind, label, amount, included }) => ({
				kind,
				label,
				amount: money(amount),
				included,
			})),
			total: money(shop.total),
			days: shop.days,
		})),
	};
}
