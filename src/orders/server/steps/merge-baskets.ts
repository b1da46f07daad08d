import { guestStands } from '#accounts/server/queries.ts';
import { readForSale } from '#catalog/server/steps.ts';
import type { Tx } from '#lib/server/db.ts';
import { MOST_BASKET_LINES } from '../../basket.ts';
import { lockBasket, tellOfBasket } from './basket.ts';

/**
 * Puts what a guest chose into the basket of the member they signed in as: of a thing that lies in both, the larger number, never
 * the sum, so that twice is as good as once; in the basket if it was in either, saved for later if in neither. What finds
 * no place in the basket is saved, and what finds none there stays the guest's. Their own wares are left behind.
 */
export async function mergeBaskets(tx: Tx, guestId: string, userId: string): Promise<void> {
	// A member's id, from the days when they were a guest: theirs is not to be emptied by an old cookie.
	if (guestId === userId || !(await guestStands(guestId, tx))) return;
	if ((await linesOf(tx, guestId)).length === 0) return;
	for (const ownerId of [guestId, userId].sort()) await lockBasket(tx, ownerId);
	const [theirs, own] = [await linesOf(tx, guestId), await linesOf(tx, userId)];
	const wares = await readForSale(tx, { variantIds: theirs.map((line) => line.variant_id) });
	const taken: string[] = [];
	const room = [0, 1].map(
		(saved) => MOST_BASKET_LINES - own.filter((line) => line.saved_for_later === saved).length,
	);

	for (const line of theirs) {
		if (wares.some((ware) => ware.variantId === line.variant_id && ware.sellerId === userId)) continue;
		const mine = own.find((other) => other.variant_id === line.variant_id);
		const wish = line.saved_for_later === 1 && (mine?.saved_for_later ?? 1) === 1 ? 1 : 0;
		const place = [wish, 1].find((saved) => mine?.saved_for_later === saved || room[saved]! > 0);
		if (place === undefined) continue;
		if (mine?.saved_for_later !== place) {
			room[place]! -= 1;
			if (mine) room[mine.saved_for_later]! += 1;
		}
		const now = {
			saved_for_later: place,
			quantity: Math.max(line.quantity, mine?.quantity ?? 0),
			seen_amount: line.seen_amount,
			seen_currency: line.seen_currency,
		};
		taken.push(line.id);
		if (mine) {
			await tx.updateTable('basket_lines').set(now).where('id', '=', mine.id).execute();
			await tx.deleteFrom('basket_lines').where('id', '=', line.id).execute();
		} else
			await tx
				.updateTable('basket_lines')
				.set({ ...now, owner_id: userId })
				.where('id', '=', line.id)
				.execute();
	}
	if (taken.length === 0) return;
	for (const ownerId of [guestId, userId].sort()) await tellOfBasket(tx, ownerId);
}

async function linesOf(tx: Tx, ownerId: string) {
	return await tx
		.selectFrom('basket_lines')
		.selectAll()
		.where('owner_id', '=', ownerId)
		.orderBy('added_at')
		.orderBy('id')
		.execute();
}
