import { redirect } from '@sveltejs/kit';
import { changeShop } from '#shops/server/change-shop.ts';
import { openShop } from '#shops/server/open-shop.ts';
import { publicShop } from '#shops/server/queries.ts';
import { shopInput } from '#shops/shop-schema.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { seatsHere, sitDown, takeSeat } from '../../edge/seat.ts';

/** `?new`: whoever works in another's shop puts up one of their own. */
export async function load(event) {
	const opens = event.url.searchParams.has('new') && (await ownsNone(event));
	const { actor, seat } = opens
		? { actor: needActor(event), seat: null }
		: await takeSeat(event, 'shop.edit');
	return { shop: seat && publicShop(seat.shop), username: actor.username };
}

const ownsNone = async (event: Parameters<typeof seatsHere>[0]) =>
	(await seatsHere(event)).every(({ role }) => role !== 'owner');

export const actions = {
	async save(event) {
		const actor = needActor(event);
		return await formAction(event, shopInput, async (input) => {
			await changeShop(actor, input);
			return { saved: true };
		});
	},
	async open(event) {
		const actor = needActor(event);
		return await formAction(event, shopInput, async (input) => {
			const { id } = await openShop(actor, input);
			sitDown(event, id);
			redirect(303, '/sell');
		});
	},
};
