import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { lockOwnShop } from './own-shop-lock.ts';
import { shippingProfilesOf } from './queries/delivery.ts';
import { setDefault } from './steps/delivery.ts';
import { tellOfShop } from './steps/tell-of-shop.ts';

/**
 * Removes a shipping profile of the member's own shop. Its products go by the default one; when it was that, the oldest of
 * the others becomes it; without any the shop sends everywhere, delivery included.
 * @throws {Refusal} not_found for another's
 */
export async function removeShippingProfile(actor: Actor, profileId: string): Promise<void> {
	await transaction(async (tx) => {
		const shop = await lockOwnShop(tx, actor, 'delivery.edit');
		const had = await shippingProfilesOf([shop.id], tx);
		const gone = had.find((profile) => profile.id === profileId);
		if (!gone) throw new Refusal('not_found');
		await tx
			.updateTable('shipping_profiles')
			.set({ removed_at: sql<Date>`now(3)`, is_default: null, version: sql`version + 1` })
			.where('id', '=', profileId)
			.execute();
		const next = had.find((profile) => profile.id !== profileId);
		if (gone.isDefault && next) await setDefault(tx, next.id, 1);
		await tellOfShop(tx, shop.id, { type: 'shop.delivery_changed' });
	});
}
