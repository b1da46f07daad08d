import { userView } from '#accounts/account.ts';
import { findUser } from '#accounts/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { endpoint, json } from '../../edge/endpoint.ts';
import { userJson } from '../../edge/user-json.ts';

export const GET = endpoint(
	{
		summary: 'Who is signed in',
		tag: 'accounts',
		who: 'user',
		answers: { 200: { description: 'The account', schema: userView } },
		refuses: ['not_signed_in'],
	},
	async ({ actor }) => {
		const user = await findUser(actor.id);
		if (!user) throw new Refusal('not_signed_in');
		return json(userJson(user));
	},
);
