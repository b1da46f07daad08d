import { z } from 'zod';
import { savedAddressInput, savedAddressView } from '#accounts/address-book.ts';
import { changeAddress } from '#accounts/server/change-address.ts';
import { removeAddress } from '#accounts/server/remove-address.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

const params = z.strictObject({ id: z.string().regex(ID_PATTERN) });

export const PUT = endpoint(
	{
		summary: 'Write one of your addresses anew; with is_default it is offered first from now on',
		tag: 'accounts',
		who: 'user',
		params,
		body: savedAddressInput,
		answers: { 200: { description: 'As it is written there', schema: savedAddressView } },
		refuses: ['not_signed_in', 'not_found', 'invalid_input', 'too_many_requests'],
	},
	async ({ actor, params, body }) => json(await changeAddress(actor, params.id, body)),
);

export const DELETE = endpoint(
	{
		summary: 'Take one of your addresses out of the book',
		tag: 'accounts',
		who: 'user',
		params,
		answers: { 204: { description: 'It is gone; orders keep their copies' } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => {
		await removeAddress(actor, params.id);
		return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
	},
);
