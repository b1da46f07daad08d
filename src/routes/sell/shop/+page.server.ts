import { redirect } from '@sveltejs/kit';
import { changeShop } from '#shops/server/change-shop.ts';
import { openShop } from '#shops/server/open-shop.ts';
import { publicShop, shopOfUser } from '#shops/server/queries.ts';
import { shopInput } from '#shops/shop-schema.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';

export async function load(event) {
	const actor = needActor(event);
	const shop = await shopOfUser(actor.id);
	return { shop: shop && publicShop(shop), username: actor.username };
}

export const actions = {
	async default(event) {
		const actor = needActor(event);
		return await formAction(event, shopInput, async (input) => {
			if (await shopOfUser(actor.id)) {
				await changeShop(actor, input);
				return { saved: true };
			}
			await openShop(actor, input);
			redirect(303, '/sell');
		});
	},
};
