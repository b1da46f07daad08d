import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { joinShop } from '#shops/server/join-shop.ts';
import { invitationOfLink } from '#shops/server/queries/staff.ts';
import { roleIn } from '#shops/server/queries/seats.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { sitDown } from '../../edge/seat.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening the link only shows a button: mail scanners open links, and nobody joins a shop by opening a letter. */
export const load: PageServerLoad = async ({ params, url, locals, setHeaders }) => {
	setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
	const key = url.searchParams.get('key') ?? '';
	const invitation = ID_PATTERN.test(params.id) ? await invitationOfLink(params.id, key) : null;
	const { actor } = locals;
	return {
		invitation: invitation && {
			shop: invitation.shop,
			role: invitation.role,
			invitedBy: invitation.invitedBy,
		},
		me: actor?.username ?? null,
		there: Boolean(invitation && actor && (await roleIn(invitation.shop.id, actor.id))),
		key,
		signIn: `/login?next=${encodeURIComponent(url.pathname + url.search)}`,
		register: `/register?next=${encodeURIComponent(url.pathname + url.search)}`,
	};
};

export const actions: Actions = {
	async default(event) {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({ key: z.string().max(100) }), async ({ key }) => {
			const shopId = await joinShop(actor, { id: event.params.id, key });
			sitDown(event, shopId);
			redirect(303, '/sell');
		});
	},
};
