import { z } from 'zod';
import { MOST_PROFILES, shippingProfileInput, shippingProfileSchema } from '#shops/delivery-schema.ts';
import { profileView } from '#shops/delivery.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { saveShippingProfile } from '#shops/server/save-shipping-profile.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'How your shop sends; without a profile it sends everywhere, delivery included',
		tag: 'shops',
		who: 'user',
		answers: {
			200: {
				description: `At most ${MOST_PROFILES}, the default first`,
				schema: z.object({ items: z.array(shippingProfileSchema) }),
			},
		},
		refuses: ['not_signed_in', 'not_found', 'forbidden'],
	},
	async ({ actor }) => {
		const { shop } = await needSeat(actor, 'delivery.edit');
		const profiles = await shippingProfilesOf([shop.id]);
		return json({ items: profiles.map((profile) => profileView(profile, shop.currency)) });
	},
);

export const POST = endpoint(
	{
		summary: 'Make a shipping profile of your shop; the first is its default',
		tag: 'shops',
		who: 'user',
		body: shippingProfileInput,
		answers: { 201: { description: 'The profile', schema: shippingProfileSchema } },
		refuses: [
			'not_signed_in',
			'not_found',
			'forbidden',
			'invalid_input',
			'not_possible',
			'too_many_requests',
		],
	},
	async ({ actor, body }) => json(await saveShippingProfile(actor, body), { status: 201 }),
);
