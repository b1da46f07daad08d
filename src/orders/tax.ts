/**
 * Tax behind one interface. `inclusiveTax`, the default, finds the tax that the prices contain already: per rate, the sum of
 * the lines after discount and of the delivery, times rate ÷ (1 + rate), rounded half up; then shared out over the lines
 * and the delivery by largest remainder.
 */
import { countryName } from '#lib/countries.ts';
import { portion, spread } from '#lib/spread.ts';
import { taxRates } from './tax-rates.ts';

export type TaxedParcel = {
	/** Where it goes, ISO 3166-1 alpha-2. */
	country: string;
	currency: string;
	shop: { id: string; name: string };
	/** `net`: after discount, minor units. */
	lines: readonly { id: string; productId: string; net: number }[];
	shipping: number;
};

/** One rate's tax on one parcel: `amount` is the sum of what falls on its lines and on its delivery. */
export type ParcelTax = {
	label: string;
	rateBasisPoints: number;
	/** Contained in the prices; otherwise it is added to them. */
	included: boolean;
	amount: number;
	byLine: ReadonlyMap<string, number>;
	onShipping: number;
};

export type TaxCalculator = { name: string; taxesOf: (parcel: TaxedParcel) => ParcelTax[] };

/** No line's id: ids are 26 characters. */
const SHIPPING = '';

export const inclusiveTax: TaxCalculator = {
	name: 'inclusive',
	taxesOf({ country, lines, shipping }) {
		const rate = taxRates[country];
		if (!rate) return [];
		const base = lines.reduce((sum, { net }) => sum + net, shipping);
		const amount = portion(base, rate.basisPoints, 10_000 + rate.basisPoints);
		if (amount === 0) return [];
		const parts = [
			...lines.map(({ id, net }) => ({ key: id, weight: net })),
			{ key: SHIPPING, weight: shipping },
		];
		const shares = spread(amount, parts);
		const onShipping = shares.get(SHIPPING)!;
		shares.delete(SHIPPING);
		const label = `${rate.name} ${rate.basisPoints / 100}% (${countryName(country)})`;
		return [{ label, rateBasisPoints: rate.basisPoints, included: true, amount, byLine: shares, onShipping }];
	},
};
