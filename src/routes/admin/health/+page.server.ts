import { redirect } from '@sveltejs/kit';
import { choreInput } from '#activity/admin-input.ts';
import {
	choresByKind,
	countTroubles,
	databaseState,
	deadChores,
	logState,
	redisState,
} from '#activity/server/queries/health.ts';
import { retryChore } from '#activity/server/retry-chore.ts';
import { formAction } from '../../edge/form-action.ts';
import { needAdmin } from '../../edge/guard.ts';

export async function load(event) {
	needAdmin(event);
	event.depends('admin:health');
	const [troubles, kinds, dead, log, database, redis] = await Promise.all([
		countTroubles(),
		choresByKind(),
		deadChores(),
		logState(),
		databaseState(),
		redisState(),
	]);
	return { troubles, kinds, dead, log, database, redis };
}

export const actions = {
	async retry(event) {
		const admin = needAdmin(event);
		return await formAction(event, choreInput, async ({ chore_id }) => {
			await retryChore(admin, chore_id);
			redirect(303, '/admin/health');
		});
	},
};
