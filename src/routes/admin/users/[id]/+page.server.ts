import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { deleteUserInput, editUserInput, reasonInput, roleInput } from '#activity/admin-input.ts';
import { deleteUser } from '#activity/server/delete-user.ts';
import { editUser } from '#activity/server/edit-user.ts';
import { readAudit } from '#activity/server/queries/audit.ts';
import { readUserFile } from '#activity/server/queries/people.ts';
import { reinstateUser } from '#activity/server/reinstate-user.ts';
import { setUserRole } from '#activity/server/set-user-role.ts';
import { suspendUser } from '#activity/server/suspend-user.ts';
import { Refusal } from '#lib/refusal.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needAdmin } from '../../../edge/guard.ts';

export async function load(event) {
	const admin = needAdmin(event);
	const [user, audit] = await Promise.all([
		readUserFile(event.params.id),
		readAudit({ q: '', cursor: undefined }, event.params.id),
	]);
	if (!user) error(404, { message: 'There is nobody here', code: 'not_found' });
	return { file: user, audit: audit.items, own: user.id === admin.id };
}

const back = (event: RequestEvent, done: string) =>
	redirect(303, `/admin/users/${event.params['id']}?done=${done}`);

export const actions = {
	async edit(event) {
		const admin = needAdmin(event);
		return await formAction(event, editUserInput, async (input) => {
			await editUser(admin, event.params.id, input);
			back(event, 'edited');
		});
	},
	async suspend(event) {
		const admin = needAdmin(event);
		return await formAction(event, reasonInput, async ({ reason }) => {
			await suspendUser(admin, event.params.id, reason);
			back(event, 'suspended');
		});
	},
	async reinstate(event) {
		const admin = needAdmin(event);
		return await formAction(event, reasonInput, async ({ reason }) => {
			await reinstateUser(admin, event.params.id, reason);
			back(event, 'reinstated');
		});
	},
	async role(event) {
		const admin = needAdmin(event);
		return await formAction(event, roleInput, async ({ role, reason }) => {
			await setUserRole(admin, event.params.id, role, reason);
			back(event, 'role');
		});
	},
	async delete(event) {
		const admin = needAdmin(event);
		return await formAction(event, deleteUserInput, async ({ confirm, reason }) => {
			const user = await readUserFile(event.params.id);
			if (confirm !== user?.username)
				throw new Refusal('invalid_input', {
					errors: { confirm: 'Type the name exactly as it stands above' },
				});
			await deleteUser(admin, event.params.id, reason);
			back(event, 'deleted');
		});
	},
};
