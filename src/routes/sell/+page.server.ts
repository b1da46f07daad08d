import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { adjustStock } from '#catalog/server/adjust-stock.ts';
import { productsOfShop } from '#catalog/server/queries.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { actsOf } from '#shops/permissions.ts';
import { roleIn } from '#shops/server/queries/seats.ts';
import { publicShop } from '#shops/server/queries.ts';
import { formAction } from '../edge/form-action.ts';
import { needActor } from '../edge/guard.ts';
import { sitDown, takeSeat } from '../edge/seat.ts';

export async function load(event) {
	const { seat } = await takeSeat(event, 'products.read');
	const products = seat ? await productsOfShop(seat.shop.id) : [];
	return {
		shop: seat && publicShop(seat.shop),
		acts: seat ? actsOf(seat.role) : [],
		status: seat?.shop.status ?? null,
		products: products.map(({ description: _, ...product }) => product),
	};
}

const id = z.string().regex(ID_PATTERN);
const step = z.strictObject({ product: id, variant: id, by: z.enum(['1', '-1']).transform(Number) });

export const actions = {
	/** Works in another of their shops from now on, on this device. */
	async sit(event) {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({ shop: id }), async ({ shop }) => {
			if (!(await roleIn(shop, actor.id))) throw new Refusal('not_found');
			sitDown(event, shop);
			redirect(303, '/sell');
		});
	},
	/** One more or one fewer, whatever it is by now. */
	async step(event) {
		const actor = needActor(event);
		return await formAction(event, step, async (input) => {
			await adjustStock(actor, { productId: input.product, variantId: input.variant, by: input.by });
			return { done: true };
		});
	},
};
