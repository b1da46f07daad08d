/** One line of how a product is sent, for its page: "Sent from Ghent, from €4.50; free to Belgium from €60.00." */
import { countryName } from '#lib/countries.ts';
import { formatMoney } from '#lib/money.ts';
import { placeOf } from '#shops/shop.ts';
import type { ShippingProfile } from '#shops/delivery.ts';
import { profileFor } from './shipping-cost.ts';

export function deliveryWords(
	product: {
		shipping_profile: string | null;
		price: { currency: string };
		shop: { town: string; country: string };
	},
	profiles: readonly ShippingProfile[],
): string {
	const { town, country } = product.shop;
	const from = town || placeOf({ town, country });
	const sent = from ? `Sent from ${from}` : 'Sent by its maker';
	if (profiles.length === 0) return `${sent}, delivery included.`;
	const { zones } = profileFor(profiles, product.shipping_profile);
	const words = (amount: number) => formatMoney({ amount, currency: product.price.currency });
	const least = Math.min(...zones.map((zone) => zone.firstAmount));
	const cost = least === 0 ? 'to some countries free' : `from ${words(least)}`;
	const [free] = zones
		.filter((zone) => zone.freeOverAmount !== null)
		.sort((a, b) => a.freeOverAmount! - b.freeOverAmount!);
	if (!free) return `${sent}, ${cost}.`;
	const to = zones.every((zone) => zone.freeOverAmount !== null)
		? ''
		: ` to ${free.countries?.length === 1 ? countryName(free.countries[0]!) : 'some countries'}`;
	return `${sent}, ${cost}; free${to} from ${words(free.freeOverAmount!)}.`;
}
