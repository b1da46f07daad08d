import { redirect } from '@sveltejs/kit';
import { shopOfUser } from '#shops/server/queries.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { needActor } from '../../../edge/guard.ts';
import { draft, save } from '../profile-actions.ts';
import { firstDraft } from '../profile-form.ts';

export async function load(event) {
	const shop = await shopOfUser(needActor(event).id);
	if (!shop) redirect(303, '/sell');
	const had = await shippingProfilesOf([shop.id]);
	return { currency: shop.currency, draft: firstDraft(shop.country), only: had.length === 0 };
}

export const actions = { draft, save };
