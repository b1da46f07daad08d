/** How a shop sends: profiles that its products choose from, each with zones that say where to and for how much. */
import type { Money } from '#lib/money.ts';

export type ShippingZone = {
	/** ISO 3166-1 alpha-2; null: everywhere that no other zone of the profile names. */
	countries: readonly string[] | null;
	/** Minor units of the shop's currency, as all amounts here. */
	firstAmount: number;
	/** Each further piece of the same parcel. */
	furtherAmount: number;
	/** Nothing is charged once the shop's items, after discount, come to this. */
	freeOverAmount: number | null;
	/** Working days on the way. */
	daysMin: number;
	daysMax: number;
};

export type ShippingProfile = {
	id: string;
	shopId: string;
	name: string;
	/** Of products that name none. */
	isDefault: boolean;
	version: number;
	zones: ShippingZone[];
};

/** The zone that a country falls into: one that names it, else "everywhere else"; null where the profile does not send. */
export function zoneFor(zones: readonly ShippingZone[], country: string): ShippingZone | null {
	return (
		zones.find((zone) => zone.countries?.includes(country)) ??
		zones.find((zone) => zone.countries === null) ??
		null
	);
}

/** A profile as it goes over the wire. */
export type ShippingProfileView = {
	id: string;
	name: string;
	is_default: boolean;
	version: number;
	zones: {
		countries: string[] | null;
		first: Money;
		further: Money;
		free_over: Money | null;
		days_min: number;
		days_max: number;
	}[];
};

export function profileView(profile: ShippingProfile, currency: string): ShippingProfileView {
	const money = (amount: number): Money => ({ amount, currency });
	return {
		id: profile.id,
		name: profile.name,
		is_default: profile.isDefault,
		version: profile.version,
		zones: profile.zones.map((zone) => ({
			countries: zone.countries && [...zone.countries],
			first: money(zone.firstAmount),
			further: money(zone.furtherAmount),
			free_over: zone.freeOverAmount === null ? null : money(zone.freeOverAmount),
			days_min: zone.daysMin,
			days_max: zone.daysMax,
		})),
	};
}
