/** Who comes to work in a shop, and who leaves. */
import { z } from 'zod';
import { event, id } from './shape.ts';

const role = z.enum(['manager', 'packer']);
const aboutShop = z.object({ user_id: id, name: z.string(), slug: z.string() });

export const staff = {
	'staff.invited': event({
		v: 1,
		entity: 'shop',
		data: aboutShop.extend({ invitation_id: id, role }),
		streams: (_, shopId) => [`shop:${shopId}`, 'admin'],
		chores: (d) => [
			{ kind: 'send-staff-invitation', ref: d.invitation_id, data: { invitation_id: d.invitation_id } },
		],
		line: (d) => `${d.name} invited a ${d.role}`,
	}),
	'staff.joined': event({
		v: 1,
		entity: 'shop',
		data: aboutShop.extend({ member_id: id, username: z.string(), role }),
		streams: (d, shopId) => [`shop:${shopId}`, `user:${d.user_id}`, `user:${d.member_id}`, 'admin'],
		line: (d) => `${d.username} joined ${d.name} as ${d.role}`,
	}),
	'staff.role_changed': event({
		v: 1,
		entity: 'shop',
		data: aboutShop.extend({ member_id: id, username: z.string(), role }),
		streams: (d, shopId) => [`shop:${shopId}`, `user:${d.member_id}`, 'admin'],
		line: (d) => `${d.username} is now ${d.role} at ${d.name}`,
	}),
	'staff.left': event({
		v: 1,
		entity: 'shop',
		data: aboutShop.extend({ member_id: id, username: z.string() }),
		// On `system`, so that whoever was shown out hears no more of the shop.
		streams: (d, shopId) => [`shop:${shopId}`, `user:${d.member_id}`, 'admin', 'system'],
		line: (d) => `${d.username} left ${d.name}`,
	}),
} as const;
