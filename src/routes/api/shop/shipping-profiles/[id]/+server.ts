import {
	shippingProfileInput,
	shippingProfileParams,
	shippingProfileSchema,
} from '#shops/delivery-schema.ts';
import { removeShippingProfile } from '#shops/server/remove-shipping-profile.ts';
import { saveShippingProfile } from '#shops/server/save-shipping-profile.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const PUT = endpoint(
	{
		summary: 'Write a shipping profile of your shop anew, with all its zones',
		tag: 'shops',
		who: 'user',
		params: shippingProfileParams,
		body: shippingProfileInput,
		answers: { 200: { description: 'The profile as it is now', schema: shippingProfileSchema } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'invalid_input', 'stale', 'too_many_requests'],
	},
	async ({ actor, params, body }) => json(await saveShippingProfile(actor, body, params.id)),
);

export const DELETE = endpoint(
	{
		summary: 'Remove a shipping profile of your shop; its products go by the default one',
		tag: 'shops',
		who: 'user',
		params: shippingProfileParams,
		answers: { 204: { description: 'It is removed; orders keep what they paid' } },
		refuses: ['not_signed_in', 'not_found', 'forbidden'],
	},
	async ({ actor, params }) => {
		await removeShippingProfile(actor, params.id);
		return new Response(null, { status: 204 });
	},
);
