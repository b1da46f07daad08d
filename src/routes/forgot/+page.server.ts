import { emailInput } from '#accounts/account.ts';
import { askPasswordReset } from '#accounts/server/ask-password-reset.ts';
import { formAction } from '../edge/form-action.ts';
import { visitOf } from '../edge/visit.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: (event) =>
		formAction(event, emailInput, async ({ email }) => {
			await askPasswordReset(email, visitOf(event));
			// Said whether or not there is an account.
			return { sent: email };
		}),
};
