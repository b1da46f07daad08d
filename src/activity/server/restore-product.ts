import type { Actor } from '#accounts/actor.ts';
import { restoreProduct as restore } from '#catalog/server/steps.ts';
import { actAsAdmin } from './act-as-admin.ts';

/** Puts a product that was taken down back on the market. */
export async function restoreProduct(actor: Actor, productId: string, reason: string): Promise<void> {
	const subject = { kind: 'product', id: productId } as const;
	await actAsAdmin(actor, { act: 'restore-product', subject, reason }, (tx) => restore(tx, productId));
}
