import { redirect } from '@sveltejs/kit';
import { logout } from '#accounts/server/logout.ts';
import { keepSession } from '../edge/keep-session.ts';
import { forgetGuest } from '../edge/shopper.ts';
import type { RequestHandler } from './$types';

/** Sign-out from any page. There is no GET: a link or a picture must not sign anybody out. */
export const POST: RequestHandler = async (event) => {
	const { cookie } = await logout(event.locals.actor);
	keepSession(event, cookie);
	// What somebody bought here without an account is not for whoever sits here next.
	forgetGuest(event);
	redirect(303, '/');
};
