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

/** How many the bell's list shows. */
export const BELL_ROWS = 8;

/** What a list of notifications starts from, and the end of the reader's stream as it was just before. */
export type BellSeed = {
	unread: number;
	items: NotificationView[];
	cursors: { epoch: number; heads: Record<string, number> };
};
