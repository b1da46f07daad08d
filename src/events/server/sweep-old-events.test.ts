import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { db, transaction } from '../../lib/server/db.ts';
import { newId } from '../../lib/ids.ts';
import { record } from './record.ts';
import { sequenceOnce } from './sequence.ts';
import { sweepOldEvents } from './sweep-old-events.ts';
import { readEnds, readHead } from './tail.ts';

const shopId = newId();
/** Where the log stood before: what is older than this story is cut away first. */
let base = 0;

beforeAll(async () => {
	while ((await sequenceOnce()) > 0);
	base = await readHead();
	await db.deleteFrom('chores').where('kind', '=', 'take-effects').execute();
	await db.deleteFrom('event_streams').execute();
	await db.deleteFrom('events').execute();
	for (let version = 1; version <= 12; version++)
		await transaction((tx) =>
			record(tx, {
				type: 'shop.changed',
				id: shopId,
				version,
				data: { user_id: newId(), name: 'Clay & Co', slug: 'clay-co' },
			}),
		);
	while ((await sequenceOnce()) > 0);
	await age(10, 8);
	await cursorAt(12);
});

const age = (upTo: number, days: number) =>
	db
		.updateTable('events')
		.set({ recorded_at: sql<Date>`date_sub(now(3), interval ${days} day)` })
		.where('gseq', '<=', base + upTo)
		.execute();
const cursorAt = (gseq: number) =>
	db
		.updateTable('consumer_cursors')
		.set({ gseq: base + gseq })
		.where('name', '=', 'effects')
		.execute();
const firstKept = async () =>
	(
		await db
			.selectFrom('events')
			.select((eb) => eb.fn.min<number>('gseq').as('gseq'))
			.executeTakeFirstOrThrow()
	).gseq - base;

test('ten thousand events stay however old they are', async () => {
	await sweepOldEvents();
	expect(await firstKept()).toBe(1);
});

test('what a consumer has not read stays', async () => {
	await cursorAt(3);
	await sweepOldEvents({ days: 7, events: 1 });
	expect(await firstKept()).toBe(4);
	await cursorAt(12);
});

test('what was set aside to be read again stays until that is done', async () => {
	const chore = {
		id: newId(),
		kind: 'take-effects',
		ref: String(base + 6),
		data: JSON.stringify({ gseq: base + 6 }),
		status: 'dead',
		due_at: new Date(),
		created_at: new Date(),
	};
	await db.insertInto('chores').values(chore).execute();
	await sweepOldEvents({ days: 7, events: 1 });
	expect(await firstKept()).toBe(6);
	await db.updateTable('chores').set({ status: 'done' }).where('id', '=', chore.id).execute();
});

test('a week stays, whole, and a reader from before it is told to fetch afresh', async () => {
	await sweepOldEvents({ days: 7, events: 1 });
	expect(await firstKept()).toBe(11);
	expect(await readEnds(`shop:${shopId}`)).toMatchObject({ head: 12, oldest: 11 });
	const places = await db.selectFrom('event_streams').select('gseq').execute();
	expect(new Set(places.map(({ gseq }) => gseq - base))).toEqual(new Set([11, 12]));
});

test('a stream of which nothing is left goes on counting from its head', async () => {
	await age(12, 8);
	await sweepOldEvents({ days: 7, events: 0 });
	expect(await readEnds(`shop:${shopId}`)).toMatchObject({ head: 12, oldest: 13 });
});
