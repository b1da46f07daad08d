import { redirect } from '@sveltejs/kit';
import { resetPasswordForm } from '#accounts/account.ts';
import { resetPassword } from '#accounts/server/reset-password.ts';
import { tokenIsLive } from '#accounts/server/steps/account-tokens.ts';
import { formAction } from '../../edge/form-action.ts';
import { visitOf } from '../../edge/visit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
	return { live: await tokenIsLive(params.token, 'reset') };
};

export const actions: Actions = {
	default: (event) =>
		formAction(event, resetPasswordForm, async ({ password }) => {
			await resetPassword({ token: event.params.token, password }, visitOf(event));
			redirect(303, '/login?after=reset');
		}),
};
