/** The bell's rows, written behind the event log's cursor. */
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import type { TailEvent } from '#events/server/tail.ts';
import { newId } from '#lib/ids.ts';
import type { Tx } from '#lib/server/db.ts';
import { newsOf, type News } from './news.ts';

/**
 * Tells whoever wants to hear of an event. A reader of the log may come by the same event twice: one kind of news about one
 * thing reaches one person once (UNIQUE), and is itself an event, so that the bell rings on every page they have open.
 */
export async function notifyAbout(tx: Tx, event: TailEvent): Promise<void> {
	for (const news of await newsOf(tx, event)) {
		await ring(tx, { ...news, kind: event.type });
	}
}

/** Rings somebody's bell, once for one kind of news about one thing. */
export async function ring(tx: Tx, { kind, ...news }: News & { kind: string }): Promise<void> {
	const told = await tx
		.selectFrom('notifications')
		.select('id')
		.where('kind', '=', kind)
		.where('subject_id', '=', news.subjectId)
		.where('user_id', '=', news.userId)
		.executeTakeFirst();
	if (told) return;
	const id = newId();
	const title = cut(news.title, 200);
	const body = cut(news.body, 500);
	await tx
		.insertInto('notifications')
		.values({
			id,
			user_id: news.userId,
			kind,
			subject_id: news.subjectId,
			title,
			body,
			href: news.href,
			created_at: sql<Date>`now(3)`,
		})
		.execute();
	await record(tx, {
		type: 'notification.added',
		id,
		version: 1,
		data: { user_id: news.userId, kind, title, body, href: news.href },
	});
}

/** At most `most` characters, as the column counts them. */
function cut(text: string, most: number): string {
	const characters = [...text];
	return characters.length <= most ? text : characters.slice(0, most - 1).join('') + '…';
}
