import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { registerInput } from '#accounts/account.ts';
import { becomeMember } from '#accounts/server/become-member.ts';
import { findUser } from '#accounts/server/queries.ts';
import { sameSitePath } from '#lib/same-site-path.ts';
import { formAction } from '../../edge/form-action.ts';
import { keepSession } from '../../edge/keep-session.ts';
import { forgetGuest } from '../../edge/shopper.ts';
import { visitOf } from '../../edge/visit.ts';
import type { Actions, PageServerLoad } from './$types';

const form = registerInput.safeExtend({ next: z.string().max(2_000).optional() });

/** For a guest who has bought something; everybody else makes an account, or has one. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const next = sameSitePath(url.searchParams.get('next'));
	if (locals.actor) redirect(303, next);
	const row = locals.guest ? await findUser(locals.guest.id) : null;
	if (row?.status !== 'guest') redirect(303, `/register?next=${encodeURIComponent(next)}`);
	return { title: 'Make an account', next, email: row.email };
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, guest } = event.locals;
		if (actor || !guest) redirect(303, '/register');
		return await formAction(event, form, async ({ next, ...input }) => {
			const { cookie } = await becomeMember(guest, input, visitOf(event));
			keepSession(event, cookie);
			forgetGuest(event);
			redirect(303, sameSitePath(next));
		});
	},
};
