import { origin } from '#lib/server/env.ts';
import { sign } from '#lib/server/signature.ts';
import { roleWords } from '#shops/permissions.ts';
import type { OpenInvitation } from '#shops/server/queries/staff.ts';
import { INVITATION_DAYS } from '#shops/staff.ts';
import type { Page } from '../page.ts';

export const staffInvitation = ({ id, shop, role, invitedBy }: OpenInvitation): Page => ({
	preview: `Work at ${shop.name} as ${role}.`,
	eyebrow: shop.name,
	heading: `${invitedBy} asks you to lend a hand`,
	colours: shop.colours,
	blocks: [
		{
			kind: 'text',
			text: `You are invited to work at ${shop.name} on Marketday as ${role}. What you may do there: ${roleWords[role]}`,
		},
		{
			kind: 'button',
			label: 'Have a look',
			href: `${origin}/join/${id}?key=${sign('staff-invitation', id)}`,
		},
		{
			kind: 'aside',
			text: `The link works once, for ${INVITATION_DAYS} days. You sign in, or make an account, before you accept.`,
		},
	],
	why: `You get this because ${invitedBy} gave this address at Marketday. Do you not know them? Then do nothing.`,
});
