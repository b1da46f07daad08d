import { isGuest, type Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { limit } from '#lib/server/rate-limit.ts';

/**
 * Before anything is changed in somebody's basket.
 * @throws {Refusal} too_many_requests; not_found for a guest's cookie whose id has become a member's
 */
export async function openBasket(shopper: Shopper): Promise<void> {
	await limit('basket', shopper.id, { points: 240, seconds: 60 });
	if (isGuest(shopper) && !(await guestStands(shopper.id))) throw new Refusal('not_found');
}
