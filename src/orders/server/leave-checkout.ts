import type { Shopper } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { endCheckout } from './steps/open-checkouts.ts';
import { lockOwnCheckout } from './steps/own-checkout.ts';

/**
 * Leaves a checkout: what it held can be bought by others at once. One that has ended already is left alone.
 * @throws {Refusal} not_found
 */
export async function leaveCheckout(shopper: Shopper, checkoutId: string): Promise<void> {
	await transaction(async (tx) => {
		try {
			await endCheckout(tx, await lockOwnCheckout(tx, shopper.id, checkoutId), 'left');
		} catch (error) {
			if (!(error instanceof Refusal && error.code === 'checkout_ended')) throw error;
		}
	});
}
