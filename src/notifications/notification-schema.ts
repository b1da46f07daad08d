/** A line under the bell, as the API answers it. */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';

export const notificationView = z.object({
	id: z.string().regex(ID_PATTERN),
	/** The event it tells of: `order.paid`. */
	kind: z.string(),
	title: z.string(),
	body: z.string(),
	/** Where it leads, on this site. */
	href: z.string(),
	created_at: z.iso.datetime(),
	read: z.boolean(),
});
export type NotificationView = z.infer<typeof notificationView>;
