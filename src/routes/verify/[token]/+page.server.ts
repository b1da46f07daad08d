import { z } from 'zod';
import { tokenIsLive } from '#accounts/server/steps/account-tokens.ts';
import { verifyEmail } from '#accounts/server/verify-email.ts';
import { formAction } from '../../edge/form-action.ts';
import { visitOf } from '../../edge/visit.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link only shows a button: mail scanners open links, and would use it up before its reader does. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
	return { live: await tokenIsLive(params.token, 'verify') };
};

export const actions: Actions = {
	default: (event) =>
		formAction(event, z.strictObject({}), async () => {
			await verifyEmail(event.params.token, visitOf(event));
			return { confirmed: true };
		}),
};
