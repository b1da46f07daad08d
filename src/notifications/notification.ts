/** A line under the bell. */
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

/** More than this is told as "99+". */
export const MOST_COUNTED = 99;

export function countLabel(count: number): string {
	return count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count);
}
