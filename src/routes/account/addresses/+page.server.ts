import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { MOST_ADDRESSES, savedAddressForm, savedAddressOf } from '#accounts/address-book.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { makeAddressDefault } from '#accounts/server/make-address-default.ts';
import { removeAddress } from '#accounts/server/remove-address.ts';
import { saveAddress } from '#accounts/server/save-address.ts';
import { countryOptions } from '#lib/countries.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { lastAddressOf } from '#orders/server/queries.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = needActor(event);
	const addresses = await addressesOf(actor.id);
	return {
		title: 'Your addresses',
		addresses,
		full: addresses.length >= MOST_ADDRESSES,
		most: MOST_ADDRESSES,
		/** To begin an empty book with. */
		latest: addresses.length === 0 ? await lastAddressOf(actor.id) : null,
		countries: countryOptions(),
		done: event.url.searchParams.get('done'),
	};
};

const one = z.strictObject({ id: z.string().regex(ID_PATTERN, 'Choose an address') });

export const actions: Actions = {
	save: (event) => {
		const actor = needActor(event);
		return formAction(event, savedAddressForm, async (form) => {
			await saveAddress(actor, savedAddressOf(form));
			redirect(303, '/account/addresses?done=saved');
		});
	},
	first: (event) => {
		const actor = needActor(event);
		return formAction(event, one, async ({ id }) => {
			await makeAddressDefault(actor, id);
			redirect(303, '/account/addresses?done=first');
		});
	},
	remove: (event) => {
		const actor = needActor(event);
		return formAction(event, one, async ({ id }) => {
			await removeAddress(actor, id);
			redirect(303, '/account/addresses?done=removed');
		});
	},
};
