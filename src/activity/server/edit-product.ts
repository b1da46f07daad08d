import type { Actor } from '#accounts/actor.ts';
import type { ProductChange } from '#catalog/product.ts';
import { editProduct as edit } from '#catalog/server/steps/edit-product.ts';
import { actAsAdmin } from './act-as-admin.ts';

/** Changes anybody's product, as its maker could. */
export async function editProduct(actor: Actor, productId: string, change: ProductChange): Promise<void> {
	const subject = { kind: 'product', id: productId } as const;
	const data = { fields: Object.keys(change) };
	await actAsAdmin(actor, { act: 'edit-product', subject, data }, async (tx) => {
		await edit(tx, { productId, change, actorId: actor.id });
	});
}
