import { guestStands } from '#accounts/server/queries.ts';
import { readForSale } from '#catalog/server/steps.ts';
import type { Tx } from '#lib/server/db.ts';
import { endCheckout, lockCheckout, tellOfCheckout } from './open-checkouts.ts';

/**
 * Makes a guest's open checkout that of the member they signed in as. What it holds, and until when, stays as it is: no stock is
 * touched. A member who has one open keeps that; the guest's ends, as theirs, so that its page can say which one goes on. So
 * does one with wares of their own, which they could not buy. After the baskets: those are locked first.
 */
export async function bringCheckout(tx: Tx, guestId: string, userId: string): Promise<void> {
	// As with baskets: an old cookie of somebody who has become a member moves nothing.
	if (guestId === userId || !(await guestStands(guestId, tx))) return;
	const theirs = await lockCheckout(tx, { openFor: guestId });
	if (!theirs) return;
	const own = await lockCheckout(tx, { openFor: userId });
	if (own?.overdue) await endCheckout(tx, own, 'expired');
	const wares = await readForSale(tx, { variantIds: theirs.lines.map((line) => line.variantId) });
	const unfit = wares.some((ware) => ware.sellerId === userId) || (own !== null && !own.overdue);

	theirs.buyerId = userId;
	await tx
		.updateTable('checkouts')
		.set({ user_id: userId, open_for: unfit ? guestId : userId })
		.where('id', '=', theirs.id)
		.execute();
	await tellOfCheckout(tx, 'checkout.brought', theirs);
	if (unfit) await endCheckout(tx, theirs, 'left');
}
