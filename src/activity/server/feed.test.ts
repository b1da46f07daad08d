import { expect, test } from 'vitest';
import { record } from '#events/server/record.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { withContext } from '#lib/server/context.ts';
import { newId } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { signUp } from '#testing/cast.ts';
import { readFeed } from './queries/feed.ts';
import { readPulse } from './queries/pulse.ts';

const total = { amount: 2450, currency: 'EUR' };

async function place(number: string, buyerId: string, shopId: string) {
	const orderId = newId();
	const data = { order_id: orderId, number, buyer_id: buyerId, shop_id: shopId, shop_name: 'Ana’s pots' };
	const placed = { ...data, status: 'placed', version: 1, total, lines: [] };
	await withContext({ requestId: newId(), actorId: buyerId }, () =>
		transaction((tx) => record(tx, { type: 'order.placed', id: orderId, version: 1, data: placed })),
	);
}

async function settle() {
	while ((await sequenceOnce()) > 0);
}

test('the past is read page by page, without a gap or a row twice, while new things happen', async () => {
	const [ben, shop] = [await signUp('ben'), newId()];
	for (let n = 0; n < 25; n++) await place(`MD-${n}`, ben.actor.id, shop);
	await settle();
	const seen: number[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof readFeed>> = await readFeed({
			limit: 7,
			...(cursor && { cursor }),
		});
		seen.push(...page.items.map((event) => event.sseq));
		cursor = page.next_cursor;
		if (seen.length < 20) await place('MD-LATE', ben.actor.id, shop);
		await settle();
	} while (cursor);
	const first = seen[0]!;
	expect(seen).toEqual(Array.from({ length: first }, (_, n) => first - n));
});

test('filters by kind, person and words agree with one another, and name who did it', async () => {
	const [ben, cleo, shop] = [await signUp('ben'), await signUp('cleo'), newId()];
	const number = `MD-${newId().slice(-8).toUpperCase()}`;
	await place(number, ben.actor.id, shop);
	await place('MD-OTHER', cleo.actor.id, shop);
	await settle();
	const mine = await readFeed({ user: ben.actor.username });
	expect(mine.items.map((event) => event.type)).toEqual(['order.placed', 'user.registered']);
	expect(mine.people[ben.actor.id]).toBe(ben.actor.username);
	expect((await readFeed({ user: ben.actor.id, group: 'people' })).items).toHaveLength(1);
	expect((await readFeed({ q: number.toLowerCase() })).items).toHaveLength(1);
	await expect(readFeed({ user: 'nobody-käse' })).rejects.toMatchObject({ code: 'invalid_input' });
	await expect(readFeed({ shop: '%' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('an hour of the past ends where it was asked to', async () => {
	const ben = await signUp('ben');
	await settle();
	const { items } = await readFeed({ user: ben.actor.id });
	const at = new Date(Date.parse(items[0]!.at) + 1).toISOString();
	expect((await readFeed({ until: at, user: ben.actor.id })).items).toHaveLength(1);
	expect((await readFeed({ until: items[0]!.at, user: ben.actor.id })).items).toHaveLength(0);
	expect((await readFeed({ until: '2001-01-01T00:00:00Z' })).items).toEqual([]);
});

test('the pulse counts the orders of each minute', async () => {
	const sum = (counts: Record<number, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
	const before = sum((await readPulse()).placed);
	await place('MD-PULSE', newId(), newId());
	await settle();
	expect(sum((await readPulse()).placed)).toBe(before + 1);
});
