/** A line under the bell. Its schema is in notification-schema.ts, so that pages need not carry it. */
import type { NotificationView } from './notification-schema.ts';

export type { NotificationView };

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
