import { beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { env } from '#lib/server/env.ts';
import { openDatabase, transaction, type Tx } from '#lib/server/db.ts';
import { record } from './record.ts';
import { sequenceOnce } from './sequence.ts';
import { readHead, readAfter, readStream } from './tail.ts';

const shopOpens = (tx: Tx, shopId: string) =>
	record(tx, {
		type: 'shop.opened',
		id: shopId,
		version: 1,
		data: { user_id: newId(), name: 'Ana’s pots', slug: 'anas-pots' },
	});

// What other stories have left in the outbox is told first.
beforeAll(async () => {
	while ((await sequenceOnce()) > 0);
});

test('an event whose transaction commits late is later, not lost', async () => {
	const [early, late] = [newId(), newId()];
	const before = await readHead();
	const slow = openDatabase(env.DATABASE_URL);
	let commit = () => {};
	const held = new Promise<void>((resolve) => (commit = resolve));
	let wrote = () => {};
	const written = new Promise<void>((resolve) => (wrote = resolve));
	const lateCommit = transaction(async (tx) => {
		await shopOpens(tx, late);
		wrote();
		await held;
	}, slow);
	await written;
	// Ana's neighbour gets a higher outbox id, but commits first.
	await transaction((tx) => shopOpens(tx, early));
	await sequenceOnce();
	const seen = await readAfter(before, 100);
	expect(seen.map((event) => event.entity_id)).toEqual([early]);

	commit();
	await lateCommit;
	await sequenceOnce();
	const after = await readAfter(seen.at(-1)!.gseq, 100);
	expect(after.map((event) => event.entity_id)).toEqual([late]);
	expect(after[0]!.gseq).toBe(seen[0]!.gseq + 1);
	await slow.destroy();
});

test('two sequencers at once give every event one place, without a gap', async () => {
	const shop = newId();
	const before = await readHead();
	for (let n = 0; n < 40; n++) await transaction((tx) => shopOpens(tx, shop));
	const other = openDatabase(env.DATABASE_URL);
	const counts = await Promise.all(
		Array.from({ length: 10 }, (_, n) => sequenceOnce(n % 2 ? other : undefined)),
	);
	while ((await sequenceOnce()) > 0);
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
	expect((await readAfter(before, 100)).map((event) => event.gseq - before)).toEqual(
		Array.from({ length: 40 }, (_, n) => n + 1),
	);
	expect((await readStream(`shop:${shop}`, 0, 100)).map((event) => event.sseq)).toEqual(
		Array.from({ length: 40 }, (_, n) => n + 1),
	);
	await other.destroy();
});

test('what is rolled back was never told', async () => {
	const shop = newId();
	const attempt = transaction(async (tx) => {
		await shopOpens(tx, shop);
		throw new Error('the kiln broke');
	});
	await expect(attempt).rejects.toThrow('the kiln broke');
	await sequenceOnce();
	expect(await readStream(`shop:${shop}`, 0, 10)).toEqual([]);
});
