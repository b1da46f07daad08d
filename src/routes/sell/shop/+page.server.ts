import { redirect } from '@sveltejs/kit';
import { changeShop } from '#shops/server/change-shop.ts';
import { openShop } from '#shops/server/open-shop.ts';
import { publicShop } from '#shops/server/queries.ts';
import { seatOf } from '#shops/server/queries/seats.ts';
import { shopInput } from '#shops/shop-schema.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { takeSeat } from '../../edge/seat.ts';

export async function load(event) {
	const { actor, seat } = await takeSeat(event, 'shop.edit');
	return { shop: seat && publicShop(seat.shop), username: actor.username };
}

export const actions = {
	async default(event) {
		const actor = needActor(event);
		return await formAction(event, shopInput, async (input) => {
			if (await seatOf(actor)) {
				await changeShop(actor, input);
				return { saved: true };
			}
			await openShop(actor, input);
			redirect(303, '/sell');
		});
	},
};
