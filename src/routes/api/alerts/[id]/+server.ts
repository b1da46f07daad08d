import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { forgetAlert } from '#notifications/server/forget-alert.ts';
import { endpoint } from '../../../edge/endpoint.ts';

export const DELETE = endpoint(
	{
		summary: 'Wait no longer for something',
		tag: 'notifications',
		who: 'user',
		params: z.strictObject({ id: z.string().regex(ID_PATTERN) }),
		answers: { 204: { description: 'You will not be told' } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => {
		await forgetAlert(actor, params.id);
		return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
	},
);
