import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { registerInput } from '#accounts/account.ts';
import { register } from '#accounts/server/register.ts';
import { sameSitePath } from '#lib/same-site-path.ts';
import { formAction } from '../edge/form-action.ts';
import { keepSession } from '../edge/keep-session.ts';
import { bringAlong } from '../edge/shopper.ts';
import { visitOf } from '../edge/visit.ts';
import type { Actions, PageServerLoad } from './$types';

const form = registerInput.safeExtend({ next: z.string().max(2_000).optional() });

export const load: PageServerLoad = ({ locals, url }) => {
	const next = sameSitePath(url.searchParams.get('next'));
	if (locals.actor) redirect(303, next);
	return { next };
};

export const actions: Actions = {
	default: (event) =>
		formAction(event, form, async ({ next, ...input }) => {
			const { cookie } = await register(input, visitOf(event), bringAlong(event));
			keepSession(event, cookie);
			redirect(303, sameSitePath(next));
		}),
};
