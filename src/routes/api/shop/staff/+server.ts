import { z } from 'zod';
import { needSeat } from '#shops/server/queries/seats.ts';
import { staffOf } from '#shops/server/queries/staff.ts';
import { staffMemberSchema } from '#shops/staff.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'Who works in the shop: its owner, then its staff',
		tag: 'shops',
		who: 'user',
		answers: { 200: { description: 'All of them', schema: z.object({ items: z.array(staffMemberSchema) }) } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor }) => {
		const { shop } = await needSeat(actor, 'staff.read');
		return json({ items: await staffOf(shop.id) });
	},
);
