/** What happens to notifications. */
import { z } from 'zod';
import { event, id } from './shape.ts';

export const bell = {
	'notification.added': event({
		v: 1,
		entity: 'notification',
		data: z.object({ user_id: id, kind: z.string(), title: z.string(), body: z.string(), href: z.string() }),
		streams: (d) => [`user:${d.user_id}`],
		line: (d) => d.title,
	}),
	'notification.read': event({
		v: 1,
		entity: 'notification',
		data: z.object({ user_id: id, up_to: z.string() }),
		streams: (d) => [`user:${d.user_id}`],
		line: () => 'Notifications were read',
	}),
} as const;
