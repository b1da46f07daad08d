import { withdrawInvitation } from '#shops/server/withdraw-invitation.ts';
import { staffParams } from '#shops/staff.ts';
import { endpoint } from '../../../../../edge/endpoint.ts';

export const DELETE = endpoint(
	{
		summary: 'Take an open invitation back',
		tag: 'shops',
		who: 'user',
		params: staffParams,
		answers: { 204: { description: 'Its link opens nothing any more' } },
		refuses: ['not_signed_in', 'not_found', 'forbidden'],
	},
	async ({ actor, params }) => {
		await withdrawInvitation(actor, params.id);
		return new Response(null, { status: 204 });
	},
);
