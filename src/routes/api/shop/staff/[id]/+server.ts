import { changeStaffRole } from '#shops/server/change-staff-role.ts';
import { leaveShop } from '#shops/server/leave-shop.ts';
import { staffParams, staffRoleInput } from '#shops/staff.ts';
import { endpoint } from '../../../../edge/endpoint.ts';

export const PUT = endpoint(
	{
		summary: 'Give somebody on your shop’s staff another role; its owner alone may',
		tag: 'shops',
		who: 'user',
		params: staffParams,
		body: staffRoleInput,
		answers: { 204: { description: 'It is so' } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'not_possible', 'invalid_input'],
	},
	async ({ actor, params, body }) => {
		await changeStaffRole(actor, params.id, body.role);
		return new Response(null, { status: 204 });
	},
);

export const DELETE = endpoint(
	{
		summary: 'Show somebody out of your shop, or leave it yourself; their sockets are closed at once',
		tag: 'shops',
		who: 'user',
		params: staffParams,
		answers: { 204: { description: 'They work there no more' } },
		refuses: ['not_signed_in', 'not_found', 'forbidden', 'not_possible'],
	},
	async ({ actor, params }) => {
		await leaveShop(actor, params.id);
		return new Response(null, { status: 204 });
	},
);
