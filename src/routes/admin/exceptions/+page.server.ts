import { redirect } from '@sveltejs/kit';
import { exceptionInput } from '#activity/admin-input.ts';
import { resolveException } from '#activity/server/resolve-exception.ts';
import { readCursors } from '#events/server/tail.ts';
import { countOpenExceptions, listExceptions } from '#payments/server/queries/exceptions.ts';
import { formAction } from '../../edge/form-action.ts';
import { needAdmin } from '../../edge/guard.ts';

export async function load(event) {
	needAdmin(event);
	event.depends('admin:exceptions');
	const asked = event.url.searchParams.get('after') ?? '';
	const after = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 0;
	// Before the list: what happens in between is then told again, not lost.
	const cursors = await readCursors(['admin']);
	const [{ items, next }, open] = await Promise.all([listExceptions({ after }), countOpenExceptions()]);
	return {
		cursors,
		items,
		open,
		next: next === null ? null : `/admin/exceptions?after=${next}`,
		first: after > 0 ? '/admin/exceptions' : null,
	};
}

export const actions = {
	async resolve(event) {
		const admin = needAdmin(event);
		return await formAction(event, exceptionInput, async ({ exception_id, reason }) => {
			await resolveException(admin, exception_id, reason);
			redirect(303, '/admin/exceptions');
		});
	},
};
