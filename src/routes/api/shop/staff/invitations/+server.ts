import { z } from 'zod';
import { inviteStaff } from '#shops/server/invite-staff.ts';
import { needSeat } from '#shops/server/queries/seats.ts';
import { invitationsOf } from '#shops/server/queries/staff.ts';
import { invitationInput, invitationSchema } from '#shops/staff.ts';
import { endpoint, json } from '../../../../edge/endpoint.ts';

export const GET = endpoint(
	{
		summary: 'Open invitations to work in your shop',
		tag: 'shops',
		who: 'user',
		answers: {
			200: { description: 'The latest first', schema: z.object({ items: z.array(invitationSchema) }) },
		},
		refuses: ['not_signed_in', 'not_found', 'forbidden'],
	},
	async ({ actor }) => {
		const { shop } = await needSeat(actor, 'staff.manage');
		return json({ items: await invitationsOf(shop.id) });
	},
);

export const POST = endpoint(
	{
		summary: 'Invite somebody by mail to work in your shop',
		tag: 'shops',
		who: 'user',
		body: invitationInput,
		answers: { 201: { description: 'The letter is on its way', schema: z.object({ id: z.string() }) } },
		refuses: [
			'not_signed_in',
			'not_found',
			'forbidden',
			'invalid_input',
			'not_possible',
			'too_many_requests',
		],
	},
	async ({ actor, body }) => json({ id: await inviteStaff(actor, body) }, { status: 201 }),
);
