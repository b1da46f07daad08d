import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';
import { markRead } from '#notifications/server/mark-read.ts';
import { unreadCount } from '#notifications/server/queries.ts';
import { endpoint, json } from '../../../edge/endpoint.ts';

export const POST = endpoint(
	{
		summary: 'Mark notifications as read, up to and with one of them',
		tag: 'notifications',
		who: 'user',
		body: z.strictObject({ up_to: z.string().regex(ID_PATTERN, 'Give the id of a notification') }),
		answers: {
			200: { description: 'How many are unread now', schema: z.object({ unread: z.int() }) },
		},
		refuses: ['not_signed_in', 'invalid_input'],
	},
	async ({ actor, body }) => {
		await markRead(actor, body.up_to);
		return json({ unread: await unreadCount(actor.id) });
	},
);
