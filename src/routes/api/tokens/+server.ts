import { z } from 'zod';
import { apiTokenInput } from '#accounts/account.ts';
import { createApiToken } from '#accounts/server/create-api-token.ts';
import { apiTokensOf } from '#accounts/server/queries.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

const tokenView = z.object({
	id: z.string(),
	name: z.string(),
	created_at: z.iso.datetime(),
	last_used_at: z.iso.datetime().nullable(),
});

export const GET = endpoint(
	{
		summary: 'Your API tokens, without their secrets',
		tag: 'accounts',
		who: 'user',
		answers: { 200: { description: 'At most 20', schema: z.object({ items: z.array(tokenView) }) } },
		refuses: ['not_signed_in'],
	},
	async ({ actor }) => json({ items: await apiTokensOf(actor.id) }),
);

export const POST = endpoint(
	{
		summary: 'Make an API token; asked with a session, not with a token',
		tag: 'accounts',
		who: 'user',
		body: apiTokenInput,
		answers: {
			201: {
				description: 'The token itself is answered this once',
				schema: z.object({ id: z.string(), name: z.string(), token: z.string() }),
			},
		},
		refuses: ['not_signed_in', 'invalid_input', 'forbidden', 'not_possible', 'too_many_requests'],
	},
	async ({ actor, body }) => json(await createApiToken(actor, body), { status: 201 }),
);
