import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCursors } from '#events/server/tail.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { forgetAlert } from '#notifications/server/forget-alert.ts';
import { markRead } from '#notifications/server/mark-read.ts';
import { latest, unreadCount } from '#notifications/server/queries.ts';
import { stockAlertsOf } from '#notifications/server/queries/stock-alerts.ts';
import { formAction } from '../edge/form-action.ts';
import { needActor } from '../edge/guard.ts';

const ROWS = 30;

export async function load(event) {
	const actor = needActor(event);
	const asked = event.url.searchParams.get('before');
	const before = asked && ID_PATTERN.test(asked) ? asked : undefined;
	const cursors = await readCursors([`user:${actor.id}`]);
	const [unread, page, waiting] = await Promise.all([
		unreadCount(actor.id),
		latest(actor.id, ROWS, before),
		before ? [] : stockAlertsOf(actor.id),
	]);
	return {
		before: before ?? null,
		next: page.next_cursor,
		waiting,
		seed: { unread, items: page.items, cursors },
	};
}

export const actions = {
	read: async (event) => {
		const actor = needActor(event);
		const failed = await formAction(event, z.strictObject({ up_to: z.string().regex(ID_PATTERN) }), (input) =>
			markRead(actor, input.up_to),
		);
		if (typeof failed !== 'number') return failed;
		redirect(303, '/notifications');
	},
	forget: async (event) => {
		const actor = needActor(event);
		const failed = await formAction(event, z.strictObject({ id: z.string().regex(ID_PATTERN) }), (input) =>
			forgetAlert(actor, input.id),
		);
		if (failed) return failed;
		redirect(303, '/notifications');
	},
};
