import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { MOST_PROFILES, type ShippingProfileInput } from '../delivery-schema.ts';
import { profileView, type ShippingProfileView } from '../delivery.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { shippingProfilesOf } from './queries/delivery.ts';
import { writeShippingProfile } from './steps/delivery.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Makes a shipping profile of the member's own shop, or writes `profileId` anew.
 * @throws {Refusal} not_found for another's; forbidden for a role that may not; invalid_input; stale when `version` was given and it has changed; not_possible
 * when there are as many as there may be
 */
export async function saveShippingProfile(
	actor: Actor,
	input: ShippingProfileInput,
	profileId?: string,
): Promise<ShippingProfileView> {
	await limit('save-delivery', actor.id, { points: 120, seconds: 60 });
	return await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'delivery.edit');
		const had = await shippingProfilesOf([shop.id], tx);
		const before = had.find((profile) => profile.id === profileId);
		if (profileId && !before) throw new Refusal('not_found');
		if (before && input.version !== undefined && input.version !== before.version)
			throw new Refusal('stale', { version: before.version });
		if (!before && had.length >= MOST_PROFILES)
			throw new Refusal('not_possible', { detail: `A shop has at most ${MOST_PROFILES} delivery profiles` });
		const id = await writeShippingProfile(tx, shop, input, profileId);
		await tellOfShop(tx, shop.id, { type: 'shop.delivery_changed' });
		const written = (await shippingProfilesOf([shop.id], tx)).find((profile) => profile.id === id);
		if (!written) throw new Error('The profile that was just written is not there');
		return profileView(written, shop.currency);
	});
}
