import { registerInput, userView } from '#accounts/account.ts';
import { register } from '#accounts/server/register.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { userJson } from '../../edge/user-json.ts';
import { bringAlong } from '../../edge/shopper.ts';
import { visitOf } from '../../edge/visit.ts';

export const POST = endpoint(
	{
		summary: 'Make an account and sign it in',
		tag: 'accounts',
		who: 'anyone',
		body: registerInput,
		answers: { 201: { description: 'The account; the session cookie is set', schema: userView } },
		refuses: ['invalid_input', 'too_many_requests', 'busy'],
	},
	async ({ body, event }) => {
		const { user, cookie } = await register(body, visitOf(event), bringAlong(event));
		return json(userJson(user), { status: 201, headers: { 'set-cookie': cookie.header } });
	},
);
