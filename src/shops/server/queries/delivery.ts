import { db, type Tx } from '#lib/server/db.ts';
import type { ShippingProfile } from '../../delivery.ts';

/** The shipping profiles of these shops, each shop's default first. */
export async function shippingProfilesOf(
	shopIds: string[],
	on: Tx | typeof db = db,
): Promise<ShippingProfile[]> {
	if (shopIds.length === 0) return [];
	const profiles = await on
		.selectFrom('shipping_profiles')
		.select(['id', 'shop_id', 'name', 'is_default', 'version'])
		.where('shop_id', 'in', shopIds)
		.where('removed_at', 'is', null)
		.orderBy('is_default', 'desc')
		.orderBy('created_at')
		.orderBy('id')
		.execute();
	if (profiles.length === 0) return [];
	const zones = await on
		.selectFrom('shipping_zones')
		.selectAll()
		.where(
			'profile_id',
			'in',
			profiles.map((profile) => profile.id),
		)
		.orderBy('position')
		.execute();
	return profiles.map((profile) => ({
		id: profile.id,
		shopId: profile.shop_id,
		name: profile.name,
		isDefault: profile.is_default === 1,
		version: profile.version,
		zones: zones
			.filter((zone) => zone.profile_id === profile.id)
			.map((zone) => ({
				countries: zone.countries?.split(' ') ?? null,
				firstAmount: zone.first_amount,
				furtherAmount: zone.further_amount,
				freeOverAmount: zone.free_over_amount,
				daysMin: zone.days_min,
				daysMax: zone.days_max,
			})),
	}));
}
