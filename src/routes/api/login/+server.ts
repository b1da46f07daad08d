import { loginInput, userView } from '#accounts/account.ts';
import { login } from '#accounts/server/login.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { userJson } from '../../edge/user-json.ts';
import { bringAlong } from '../../edge/shopper.ts';
import { visitOf } from '../../edge/visit.ts';

export const POST = endpoint(
	{
		summary: 'Sign in',
		tag: 'accounts',
		who: 'anyone',
		body: loginInput,
		answers: { 200: { description: 'The account; the session cookie is set', schema: userView } },
		refuses: ['invalid_input', 'wrong_credentials', 'suspended', 'too_many_requests', 'busy'],
	},
	async ({ body, event }) => {
		const { user, cookie } = await login(body, visitOf(event), bringAlong(event));
		return json(userJson(user), { headers: { 'set-cookie': cookie.header } });
	},
);
