import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { notificationView } from '#notifications/notification-schema.ts';
import { latest, unreadCount } from '#notifications/server/queries.ts';
import { endpoint, json } from '../../edge/endpoint.ts';

const query = z.strictObject({
	cursor: z.string().regex(ID_PATTERN, 'Give the next_cursor of an earlier answer').optional(),
	limit: z
		.string()
		.regex(/^([1-9]|[1-9]\d|100)$/, 'Give a number from 1 to 100')
		.optional(),
});

export const GET = endpoint(
	{
		summary: 'My notifications, the newest first',
		tag: 'notifications',
		who: 'user',
		query,
		answers: {
			200: {
				description: 'A page of them, and how many are unread in all (counted to 100)',
				schema: z.object({
					items: z.array(notificationView),
					next_cursor: z.string().nullable(),
					unread: z.int(),
				}),
			},
		},
		refuses: ['not_signed_in', 'invalid_input'],
	},
	async ({ actor, query }) => {
		const [page, unread] = await Promise.all([
			latest(actor.id, Number(query.limit ?? 20), query.cursor),
			unreadCount(actor.id),
		]);
		return json({ ...page, unread });
	},
);
