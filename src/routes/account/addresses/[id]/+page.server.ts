import { redirect } from '@sveltejs/kit';
import { savedAddressForm, savedAddressOf } from '#accounts/address-book.ts';
import { changeAddress } from '#accounts/server/change-address.ts';
import { findAddress } from '#accounts/server/queries/address-book.ts';
import { countryOptions } from '#lib/countries.ts';
import { Refusal } from '#lib/refusal.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needActor, orErrorPage } from '../../../edge/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = needActor(event);
	return await orErrorPage(event, async () => {
		const address = await findAddress(actor.id, event.params.id);
		if (!address) throw new Refusal('not_found');
		return { title: 'Change an address', address, countries: countryOptions() };
	});
};

export const actions: Actions = {
	default: (event) => {
		const actor = needActor(event);
		return formAction(event, savedAddressForm, async (form) => {
			await changeAddress(actor, event.params.id, savedAddressOf(form));
			redirect(303, '/account/addresses?done=changed');
		});
	},
};
