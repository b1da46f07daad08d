import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { apiTokenInput, changePasswordInput, givenPasswordField, profileInput } from '#accounts/account.ts';
import type { SettingsAnswer } from '#accounts/settings-answer.ts';
import type { Actor } from '#accounts/actor.ts';
import { askVerification } from '#accounts/server/ask-verification.ts';
import { changePassword } from '#accounts/server/change-password.ts';
import { changeProfile } from '#accounts/server/change-profile.ts';
import { createApiToken } from '#accounts/server/create-api-token.ts';
import { deleteAccount } from '#accounts/server/delete-account.ts';
import { endSession } from '#accounts/server/end-session.ts';
import { apiTokensOf, findUser, sessionsOf } from '#accounts/server/queries.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { revokeApiToken } from '#accounts/server/revoke-api-token.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { refuseOpenOrders } from '#orders/server/steps/refuse-open-orders.ts';
import { formAction } from '../edge/form-action.ts';
import { needActor, orErrorPage } from '../edge/guard.ts';
import { keepSession } from '../edge/keep-session.ts';
import { visitOf } from '../edge/visit.ts';
import type { Actions, PageServerLoad } from './$types';

type Answer = NonNullable<SettingsAnswer>;

export const load: PageServerLoad = async (event) => {
	const actor = needActor(event);
	return await orErrorPage(event, async () => {
		const [user, sessions, tokens, book] = await Promise.all([
			findUser(actor.id),
			sessionsOf(actor.id),
			apiTokensOf(actor.id),
			addressesOf(actor.id),
		]);
		if (!user) throw new Refusal('not_found');
		return {
			account: user,
			sessions: sessions.map((session) => ({ ...session, current: session.id === actor.sessionId })),
			tokens,
			addresses: book.length,
		};
	});
};

/** A box that is not ticked is not sent. */
const profileForm = profileInput.extend({
	announce_purchases: z
		.literal('on')
		.optional()
		.transform((ticked) => ticked === 'on'),
});
const nothing = z.strictObject({});
const id = z.string().regex(ID_PATTERN);
const oneSession = z.strictObject({ id: z.literal('others').or(id) });
const oneToken = z.strictObject({ revoke: id });
const leaveForm = z.strictObject({ password: givenPasswordField });

/** One form of many on the page: its answer says which. */
function part<Schema extends z.ZodType>(
	at: string,
	schema: Schema,
	run: (actor: Actor, input: z.infer<Schema>, event: RequestEvent) => Promise<Answer | void>,
) {
	return async (event: RequestEvent): Promise<Answer | ActionFailure<Answer>> => {
		const actor = needActor(event);
		const answer = await formAction(
			event,
			schema,
			async (input): Promise<Partial<Answer>> => (await run(actor, input, event)) ?? {},
		);
		return 'status' in answer ? fail(answer.status, { ...answer.data, at }) : { ...answer, at, done: true };
	};
}

const makeToken = part('tokens', apiTokenInput, async (actor, input) => {
	const { name, token } = await createApiToken(actor, input);
	return { at: 'tokens', made: { name, token } };
});
const revokeToken = part('tokens', oneToken, (actor, { revoke }) => revokeApiToken(actor, revoke));

export const actions: Actions = {
	profile: part('profile', profileForm, changeProfile),
	email: part('email', nothing, askVerification),
	password: part('password', changePasswordInput, async (actor, input, event) => {
		const { cookie } = await changePassword(actor, input, visitOf(event));
		keepSession(event, cookie);
		redirect(303, '/account?done=password#password');
	}),
	sessions: part('sessions', oneSession, (actor, { id }) => endSession(actor, id)),
	token: makeToken,
	revoke: revokeToken,
	leave: part('leave', leaveForm, async (actor, { password }, event) => {
		const { cookie } = await deleteAccount(actor, password, refuseOpenOrders);
		keepSession(event, cookie);
		redirect(303, '/');
	}),
};
