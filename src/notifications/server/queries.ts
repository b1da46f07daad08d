/** Reads of notifications; other rooms may call them. */
import { readCursors } from '#events/server/tail.ts';
import { db } from '#lib/server/db.ts';
import { BELL_ROWS, MOST_COUNTED, type BellSeed, type NotificationView } from '../notification.ts';

/** How many somebody has not read; counts no further than 100. */
export async function unreadCount(userId: string): Promise<number> {
	const rows = await db
		.selectFrom('notifications')
		.select('id')
		.where('user_id', '=', userId)
		.where('read_at', 'is', null)
		.limit(MOST_COUNTED + 1)
		.execute();
	return rows.length;
}

export type NotificationPage = { items: NotificationView[]; next_cursor: string | null };

/** Somebody's notifications, the newest first, older than `before` where given. */
export async function latest(userId: string, limit = 20, before?: string): Promise<NotificationPage> {
	let query = db
		.selectFrom('notifications')
		.select(['id', 'kind', 'title', 'body', 'href', 'created_at', 'read_at'])
		.where('user_id', '=', userId)
		.orderBy('id', 'desc')
		.limit(limit + 1);
	if (before) query = query.where('id', '<', before);
	const rows = await query.execute();
	const items = rows.slice(0, limit).map(({ created_at, read_at, ...row }) => ({
		...row,
		created_at: created_at.toISOString(),
		read: read_at !== null,
	}));
	return { items, next_cursor: rows.length > limit ? items.at(-1)!.id : null };
}

/** What the bell on every page starts from; the cursor is read before the rows, so that what happens between is replayed. */
export async function readBell(userId: string): Promise<BellSeed> {
	const cursors = await readCursors([`user:${userId}`]);
	const [unread, { items }] = await Promise.all([unreadCount(userId), latest(userId, BELL_ROWS)]);
	return { unread, items, cursors };
}
