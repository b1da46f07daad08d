import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { refusals } from '#lib/refusal.ts';
import { profileView } from '#shops/delivery.ts';
import { removeShippingProfile } from '#shops/server/remove-shipping-profile.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needActor } from '../../../edge/guard.ts';
import { needSeat } from '../../../edge/seat.ts';
import { draft, save } from '../profile-actions.ts';
import { draftOf } from '../profile-form.ts';

export async function load(event) {
	const { shop } = await needSeat(event, 'delivery.edit');
	const had = await shippingProfilesOf([shop.id]);
	const profile = had.find((one) => one.id === event.params.id);
	if (!profile) error(404, { message: refusals.not_found.title, code: 'not_found' });
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
