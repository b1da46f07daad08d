import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { refusals } from '#lib/refusal.ts';
import { profileView } from '#shops/delivery.ts';
import { removeShippingProfile } from '#shops/server/remove-shipping-profile.ts';
import { shopOfUser } from '#shops/server/queries.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needActor } from '../../../edge/guard.ts';
import { draft, save } from '../profile-actions.ts';
import { draftOf } from '../profile-form.ts';

export async function load(event) {
	const actor = needActor(event);
	const shop = await shopOfUser(actor.id);
	const had = shop ? await shippingProfilesOf([shop.id]) : [];
	const profile = had.find((one) => one.id === event.params.id);
	if (!shop || !profile) error(404, { message: refusals.not_found.title, code: 'not_found' });
	return {
		name: profile.name,
		currency: shop.currency,
		draft: draftOf(profileView(profile, shop.currency)),
		// The default stays it until another takes its place.
		only: profile.isDefault,
		last: had.length === 1,
	};
}

export const actions = {
	draft,
	save,
	async remove(event) {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({}), async () => {
			await removeShippingProfile(actor, event.params.id);
			redirect(303, '/sell/delivery');
		});
	},
};
