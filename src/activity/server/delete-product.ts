import type { Actor } from '#accounts/actor.ts';
import { withdrawProduct } from '#catalog/server/steps.ts';
import { actAsAdmin } from './act-as-admin.ts';

/** Takes a product off the market for good; orders of it stay as they are. */
export async function deleteProduct(actor: Actor, productId: string, reason: string): Promise<void> {
	const subject = { kind: 'product', id: productId } as const;
	await actAsAdmin(actor, { act: 'delete-product', subject, reason }, (tx) =>
		withdrawProduct(tx, productId, reason),
	);
}
