/** "Sold out" is never said of what is there: not while somebody else is freeing it, not of the thing beside it. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { ProductView } from '#catalog/product.ts';
import { changeStock } from '#inventory/server/steps.ts';
import { claimStock } from '#inventory/server/steps/holds.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction, type Tx } from '#lib/server/db.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, listProduct, signUp, type Person } from '#testing/cast.ts';
import { eventually } from '#testing/eventually.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { startCheckout, type StartedCheckout } from './start-checkout.ts';
import { lockCheckout } from './steps/open-checkouts.ts';

let ana: Person;
beforeAll(async () => {
	ana = await signUp('ana');
});

const variantOf = (product: ProductView) => product.variants[0]!.id;
const some = (product: ProductView, quantity = 1) => ({ variant_id: variantOf(product), quantity });

async function start(...items: ReturnType<typeof some>[]): Promise<StartedCheckout> {
	return JSON.parse((await startCheckout(anybody(), { items })).body) as StartedCheckout;
}

async function letRunOut(...checkouts: StartedCheckout[]) {
	const past = { expires_at: sql<Date>`date_sub(now(3), interval 1 second)` };
	const ids = checkouts.map(({ id }) => id);
	await db.updateTable('checkouts').set(past).where('id', 'in', ids).execute();
	await db.updateTable('holds').set(past).where('checkout_id', 'in', ids).execute();
}

/** Does `work` in a transaction that stays open until `end` is called. */
async function heldOpen(work: (tx: Tx) => Promise<unknown>) {
	const worked = Promise.withResolvers<void>();
	const ending = Promise.withResolvers<'commit' | 'roll back'>();
	const done = transaction(async (tx) => {
		await work(tx);
		worked.resolve();
		if ((await ending.promise) === 'roll back') throw new Error('died on the way');
	}).catch((error: unknown) => {
		if (!String(error).includes('died on the way')) throw error;
	});
	await worked.promise;
	return async (how: 'commit' | 'roll back') => {
		ending.resolve(how);
		await done;
	};
}

/** Until somebody is at a statement like this one, or `over` is true. */
const somebodyIsAt = (statement: RegExp, over: () => boolean) =>
	eventually('somebody waits', async () => {
		const { rows } = await sql<{ Info: string | null }>`show full processlist`.execute(db);
		return over() || rows.some(({ Info }) => statement.test(Info ?? ''));
	});

test('a bowl whose hold has run out is there, though somebody who is freeing it dies on the way', async () => {
	const bowl = await listProduct(ana, { stock: 1 });
	const left = await start(some(bowl));
	await letRunOut(left);
	const end = await heldOpen((tx) => lockCheckout(tx, { id: left.id }));
	let answered = false;
	const cleo = outcomeOf(start(some(bowl))).finally(() => (answered = true));
	await somebodyIsAt(/from `checkouts`.*for update/, () => answered);
	await end('roll back');
	expect(await cleo).toBe('done');
	expect(await booksAreRight([variantOf(bowl)])).toEqual([{ on_hand: 1, held: 1 }]);
});

test('however many holds have run out, all of them are freed for whoever needs them', async () => {
	const bowl = await listProduct(ana, { stock: 52 });
	const all = await Promise.all(Array.from({ length: 52 }, () => start(some(bowl))));
	await letRunOut(...all);
	expect(await outcomeOf(start(some(bowl, 52)))).toBe('done');
	expect(await booksAreRight([variantOf(bowl)])).toEqual([{ on_hand: 52, held: 52 }]);
});

test('who loses the race for one thing is not told that the other is gone, too', async () => {
	const [bowl, mug] = [await listProduct(ana, { stock: 2 }), await listProduct(ana, { stock: 1 })];
	const change = { variantId: variantOf(mug), productId: mug.id, shopId: mug.shop.id, name: mug.name };
	const end = await heldOpen((tx) => changeStock(tx, { ...change, actorId: ana.actor.id, by: -1 }));
	const cleo = start(some(bowl, 2), some(mug)).catch((error: unknown) => error);
	await somebodyIsAt(/^update `stock`/, () => false);
	await end('commit');
	expect(await cleo).toMatchObject({
		code: 'sold_out',
		data: {
			lines: [{ variant_id: variantOf(mug), wanted: 1, available: 0 }],
			errors: { 'items.1.quantity': 'Sold out' },
		},
	});
	expect(((await cleo) as { data: { lines: unknown[] } }).data.lines).toHaveLength(1);
	expect(await booksAreRight([variantOf(bowl), variantOf(mug)])).toEqual([
		{ on_hand: 2, held: 0 },
		{ on_hand: 0, held: 0 },
	]);
});

test('a bowl whose hold runs out while a race for others is lost is there for the loser', async () => {
	const bowl = await listProduct(ana, { stock: 2 });
	const left = await start(some(bowl));
	const change = { variantId: variantOf(bowl), productId: bowl.id, shopId: bowl.shop.id, name: bowl.name };
	const end = await heldOpen((tx) => changeStock(tx, { ...change, actorId: ana.actor.id, by: -1 }));
	const cleo = outcomeOf(start(some(bowl)));
	await somebodyIsAt(/^update `stock`/, () => false);
	await letRunOut(left);
	await end('commit');
	expect(await cleo).toBe('done');
	expect(await booksAreRight([variantOf(bowl)])).toEqual([{ on_hand: 1, held: 1 }]);
});

test('a claim that falls short of one thing does not count what it has taken of another', async () => {
	const [bowl, mug] = [await listProduct(ana, { stock: 2 }), await listProduct(ana, { stock: 1 })];
	const lines = [bowl, mug].map((product) => ({
		variantId: variantOf(product),
		orderLineId: newId(),
		quantity: 2,
	}));
	const terms = { checkoutId: newId(), expiresAt: new Date() };
	await expect(transaction((tx) => claimStock(tx, lines, terms))).rejects.toMatchObject({
		data: { lines: [{ variant_id: variantOf(mug), wanted: 2, available: 1 }] },
	});
});
