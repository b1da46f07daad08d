/**
 * A member has at most one shop: `shops_user` is UNIQUE, so of two first products at once one opens the shop and the other
 * waits for it and uses it.
 */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import { isDuplicate, type Tx } from '#lib/server/db.ts';
import { slugOf } from '#lib/slug.ts';
import type { ShopInput } from '../shop-schema.ts';
import { shopOfUser, type OwnShop } from './queries.ts';

/** The member's shop; opens one in the member's name where there is none. */
export async function ensureShop(tx: Tx, actor: { id: string; username: string }): Promise<OwnShop> {
	return (await shopOfUser(actor.id, tx)) ?? (await addShop(tx, actor.id, { name: actor.username }));
}

/**
 * Opens a shop, or answers the one that the member has already.
 * @param openedAt for a market that is set up with a past
 */
export async function addShop(
	tx: Tx,
	userId: string,
	input: Pick<ShopInput, 'name'> & Partial<ShopInput>,
	openedAt?: Date,
): Promise<OwnShop> {
	const id = newId();
	const base = slugOf(input.name, 70, 'shop');
	for (let attempt = 0; ; attempt++) {
		const slug = attempt === 0 ? base : `${base}-${newId().slice(-4)}`;
		try {
			await tx
				.insertInto('shops')
				.values({
					id,
					user_id: userId,
					slug,
					name: input.name,
					tagline: input.tagline ?? '',
					story: input.story ?? '',
					town: input.town ?? '',
					country: input.country ?? '',
					...(input.colour_a && { colour_a: input.colour_a }),
					...(input.colour_b && { colour_b: input.colour_b }),
					created_at: openedAt ?? sql<Date>`now(3)`,
				})
				.execute();
			break;
		} catch (error) {
			if (!isDuplicate(error) || attempt >= 5) throw error;
			const opened = await shopOfUser(userId, tx);
			if (opened) return opened;
		}
	}
	const shop = await shopOfUser(userId, tx);
	if (!shop) throw new Error('The shop that was just opened is not there');
	await record(tx, {
		type: 'shop.opened',
		id,
		version: 1,
		data: { user_id: userId, name: shop.name, slug: shop.slug },
	});
	return shop;
}
