import type { Shopper } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { EXTENSION_SECONDS, MOST_EXTENSIONS } from '../checkout.ts';
import { lockOwnCheckout } from './steps/own-checkout.ts';
import { prolongCheckout } from './steps/open-checkouts.ts';

/**
 * Holds a checkout's stock for three minutes more, ten times at most (WCAG 2.2.1). Also when its time has just run out, as long
 * as nobody has freed it.
 * @throws {Refusal} not_found; checkout_ended; not_possible when it was extended often enough
 */
export async function extendCheckout(
	shopper: Shopper,
	checkoutId: string,
): Promise<{ expires_at: string; extensions_left: number }> {
	await limit('extend-checkout', shopper.id, { points: 30, seconds: 60 });
	return await transaction(async (tx) => {
		const checkout = await lockOwnCheckout(tx, shopper.id, checkoutId);
		if (checkout.extensions >= MOST_EXTENSIONS)
			throw new Refusal('not_possible', {
				detail: 'It cannot be extended any more: please buy, or let others',
			});
		const from = Math.max(checkout.expiresAt.getTime(), checkout.now.getTime());
		const until = new Date(from + EXTENSION_SECONDS * 1_000);
		await prolongCheckout(tx, checkout, until);
		return { expires_at: until.toISOString(), extensions_left: MOST_EXTENSIONS - checkout.extensions };
	});
}
