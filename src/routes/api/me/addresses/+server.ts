import { z } from 'zod';
import { MOST_ADDRESSES, savedAddressInput, savedAddressView } from '#accounts/address-book.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { saveAddress } from '#accounts/server/save-address.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'Your address book, the default first',
		tag: 'accounts',
		who: 'user',
		answers: {
			200: {
				description: `At most ${MOST_ADDRESSES}`,
				schema: z.object({ items: z.array(savedAddressView) }),
			},
		},
		refuses: ['not_signed_in'],
	},
	async ({ actor }) => json({ items: await addressesOf(actor.id) }),
);

export const POST = endpoint(
	{
		summary: 'Write an address into your book; what is needed depends on its country',
		tag: 'accounts',
		who: 'user',
		body: savedAddressInput,
		answers: { 201: { description: 'As it is written there', schema: savedAddressView } },
		refuses: ['not_signed_in', 'invalid_input', 'not_possible', 'too_many_requests'],
	},
	async ({ actor, body }) => json(await saveAddress(actor, body), { status: 201 }),
);
