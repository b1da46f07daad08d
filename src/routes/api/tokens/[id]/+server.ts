import { z } from 'zod';
import { revokeApiToken } from '#accounts/server/revoke-api-token.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { endpoint } from '../../../edge/endpoint.ts';

export const DELETE = endpoint(
	{
		summary: 'Revoke one of your API tokens',
		tag: 'accounts',
		who: 'user',
		params: z.strictObject({ id: z.string().regex(ID_PATTERN) }),
		answers: { 204: { description: 'It opens nothing any more' } },
		refuses: ['not_signed_in', 'not_found'],
	},
	async ({ actor, params }) => {
		await revokeApiToken(actor, params.id);
		return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
	},
);
