/**
 * What a shop's parcel costs.
 *
 * - Each line goes by its product's profile, or by the shop's default one, and within it by the zone of the country.
 * - A line whose zone is "free over" a sum that the shop's items, after discount, come to costs nothing.
 * - Of the rest, one piece pays a first-item rate, the highest among them, and every further piece its own further rate.
 *   Where two are equally high, that of the dearer further rate is taken, so that the order of the lines plays no part.
 * - A shop without any profile sends everywhere, delivery included. A country that a line's zones do not cover is not
 *   sent to: then nothing of this shop is.
 */
import { zoneFor, type ShippingProfile, type ShippingZone } from '#shops/delivery.ts';

type Piece = { quantity: number; shippingProfileId: string | null };

export type ShippingCost = {
	amount: number;
	/** The profile of the dearest first item; null when delivery is included. */
	profileId: string | null;
	/** Working days until the slowest line is there; null when the shop does not say. */
	days: { min: number; max: number } | null;
};

/** @returns null when the shop does not send there */
export function shippingCost(parcel: {
	lines: readonly Piece[];
	profiles: readonly ShippingProfile[];
	country: string;
	/** The shop's items after discount. */
	itemsNet: number;
}): ShippingCost | null {
	const { lines, profiles, country, itemsNet } = parcel;
	if (profiles.length === 0 || lines.length === 0) return { amount: 0, profileId: null, days: null };
	const sent: { quantity: number; profile: ShippingProfile; zone: ShippingZone }[] = [];
	for (const { quantity, shippingProfileId } of lines) {
		const profile = profileFor(profiles, shippingProfileId);
		const zone = zoneFor(profile.zones, country);
		if (!zone) return null;
		sent.push({ quantity, profile, zone });
	}
	const days = {
		min: Math.max(...sent.map(({ zone }) => zone.daysMin)),
		max: Math.max(...sent.map(({ zone }) => zone.daysMax)),
	};
	const byRate = sent.toSorted(
		(a, b) =>
			b.zone.firstAmount - a.zone.firstAmount ||
			b.zone.furtherAmount - a.zone.furtherAmount ||
			(a.profile.id < b.profile.id ? -1 : 1),
	);
	const charged = byRate.filter(({ zone }) => zone.freeOverAmount === null || itemsNet < zone.freeOverAmount);
	const [dearest] = charged;
	if (!dearest) return { amount: 0, profileId: byRate[0]!.profile.id, days };
	const further = charged.reduce((sum, { quantity, zone }) => sum + quantity * zone.furtherAmount, 0);
	return {
		amount: dearest.zone.firstAmount - dearest.zone.furtherAmount + further,
		profileId: dearest.profile.id,
		days,
	};
}

/** The named profile, or the default where none is named or the named one is gone. */
export function profileFor(profiles: readonly ShippingProfile[], id: string | null): ShippingProfile {
	return (
		profiles.find((profile) => profile.id === id) ??
		profiles.find((profile) => profile.isDefault) ??
		profiles[0]!
	);
}
