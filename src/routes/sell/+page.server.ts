import { z } from 'zod';
import { adjustStock } from '#catalog/server/adjust-stock.ts';
import { ownShopAndProducts } from '#catalog/server/queries/own-products.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { publicShop } from '#shops/server/queries.ts';
import { formAction } from '../edge/form-action.ts';
import { needActor } from '../edge/guard.ts';

export async function load(event) {
	const actor = needActor(event);
	const { shop, products } = await ownShopAndProducts(actor.id);
	return {
		shop: shop && publicShop(shop),
		status: shop?.status ?? null,
		products: products.map(({ description: _, ...product }) => product),
	};
}

const id = z.string().regex(ID_PATTERN);
const step = z.strictObject({ product: id, variant: id, by: z.enum(['1', '-1']).transform(Number) });

export const actions = {
	/** One more or one fewer, whatever it is by now. */
	async step(event) {
		const actor = needActor(event);
		return await formAction(event, step, async (input) => {
			await adjustStock(actor, { productId: input.product, variantId: input.variant, by: input.by });
			return { done: true };
		});
	},
};
