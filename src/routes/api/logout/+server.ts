import { logout } from '#accounts/server/logout.ts';
import { endpoint } from '../../edge/endpoint.ts';
import { forgetGuest } from '../../edge/shopper.ts';

export const POST = endpoint(
	{
		summary: 'Sign out; does nothing when nobody is signed in',
		tag: 'accounts',
		who: 'anyone',
		answers: { 204: { description: 'Signed out; the session cookie is taken away' } },
	},
	async ({ actor, event }) => {
		forgetGuest(event);
		const { cookie } = await logout(actor);
		return new Response(null, {
			status: 204,
			headers: { 'set-cookie': cookie.header, 'cache-control': 'no-store' },
		});
	},
);
