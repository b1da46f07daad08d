import { redirect } from '@sveltejs/kit';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { takeSeat } from '../../../edge/seat.ts';
import { draft, save } from '../profile-actions.ts';
import { firstDraft } from '../profile-form.ts';

export async function load(event) {
	const { seat } = await takeSeat(event, 'delivery.edit');
	if (!seat) redirect(303, '/sell');
	const { shop } = seat;
	const had = await shippingProfilesOf([shop.id]);
	return { currency: shop.currency, draft: firstDraft(shop.country), only: had.length === 0 };
}

export const actions = { draft, save };
