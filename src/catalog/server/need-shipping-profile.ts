import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';

/**
 * A shipping profile that a product of this shop may name; null is the shop's default.
 * @throws {Refusal} invalid_input for one that is not there, or another shop's
 */
export async function needShippingProfile(
	tx: Tx,
	shopId: string,
	profileId: string | null,
): Promise<string | null> {
	if (profileId === null) return null;
	const own = await shippingProfilesOf([shopId], tx);
	if (own.some((profile) => profile.id === profileId)) return profileId;
	throw new Refusal('invalid_input', { errors: { shipping_profile: 'There is no such shipping profile' } });
}
