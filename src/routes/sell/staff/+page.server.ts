import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { mayDo } from '#shops/permissions.ts';
import { changeStaffRole } from '#shops/server/change-staff-role.ts';
import { inviteStaff } from '#shops/server/invite-staff.ts';
import { leaveShop } from '#shops/server/leave-shop.ts';
import { invitationsOf, staffOf } from '#shops/server/queries/staff.ts';
import { withdrawInvitation } from '#shops/server/withdraw-invitation.ts';
import { invitationInput, staffRole } from '#shops/staff.ts';
import { formAction } from '../../edge/form-action.ts';
import { needActor } from '../../edge/guard.ts';
import { takeSeat } from '../../edge/seat.ts';

export async function load(event) {
	const { actor, seat } = await takeSeat(event, 'staff.read');
	event.depends('app:staff');
	if (!seat) redirect(303, '/sell');
	const stream = `shop:${seat.shop.id}` as const;
	const cursors = await readCursors([stream]);
	const manages = mayDo(seat.role, 'staff.manage');
	return {
		me: actor.id,
		manages,
		stream,
		cursors,
		shop: { name: seat.shop.name, colours: seat.shop.colours },
		people: await staffOf(seat.shop.id),
		invitations: manages ? await invitationsOf(seat.shop.id) : [],
	};
}

const id = z.string().regex(ID_PATTERN);

export const actions = {
	async invite(event) {
		const actor = needActor(event);
		return await formAction(event, invitationInput, async (input) => {
			await inviteStaff(actor, input);
			return { invited: input.email };
		});
	},
	async withdraw(event) {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({ invitation: id }), async ({ invitation }) => {
			await withdrawInvitation(actor, invitation);
			return { done: 'The invitation opens nothing any more.' };
		});
	},
	async role(event) {
		const actor = needActor(event);
		return await formAction(
			event,
			z.strictObject({ member: id, role: staffRole }),
			async ({ member, role }) => {
				await changeStaffRole(actor, member, role);
				return { done: 'The role is changed.' };
			},
		);
	},
	async leave(event) {
		const actor = needActor(event);
		return await formAction(event, z.strictObject({ member: id }), async ({ member }) => {
			await leaveShop(actor, member);
			if (member === actor.id) redirect(303, '/sell');
			return { done: 'They have left; what they had open here is closed.' };
		});
	},
};
