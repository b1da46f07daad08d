import { userView, type UserView } from '#accounts/account.ts';

/** The account as the API answers it, and no field more. */
export function userJson(user: UserView): UserView {
	return userView.parse(user);
}
