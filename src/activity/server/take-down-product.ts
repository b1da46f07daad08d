import type { Actor } from '#accounts/actor.ts';
import { takeDownProduct as takeDown } from '#catalog/server/steps.ts';
import { actAsAdmin } from './act-as-admin.ts';

/** Takes a product off the market until it is restored; its maker sees why. */
export async function takeDownProduct(actor: Actor, productId: string, reason: string): Promise<void> {
	const subject = { kind: 'product', id: productId } as const;
	await actAsAdmin(actor, { act: 'take-down-product', subject, reason }, (tx) =>
		takeDown(tx, productId, reason),
	);
}
