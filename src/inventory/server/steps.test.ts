import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { stockOfProducts } from './queries.ts';
import { changeStock, openStock, restock } from './steps.ts';
import { claimStock, consumeHolds, postponeHolds, releaseHolds } from './steps/holds.ts';

async function shelf(quantity: number) {
	const [variantId, productId, shopId, actorId] = [newId(), newId(), newId(), newId()];
	await transaction((tx) => openStock(tx, { variantId, productId, quantity, actorId }));
	return { variantId, productId, shopId, actorId, name: 'Salt pig' };
}

const line = (variantId: string, quantity: number) => ({ variantId, orderLineId: newId(), quantity });

const someCheckout = () => ({ checkoutId: newId(), expiresAt: new Date(Date.now() + 60_000) });

/** Counters as they are, and as the movements say they must be. */
async function count(variantId: string) {
	const row = await db
		.selectFrom('stock')
		.select(['on_hand', 'held', 'version'])
		.where('variant_id', '=', variantId)
		.executeTakeFirstOrThrow();
	const sum = await db
		.selectFrom('stock_movements')
		.select(({ fn }) => [
			fn.sum('d_on_hand').as('on_hand'),
			fn.sum('d_held').as('held'),
			fn.countAll().as('n'),
		])
		.where('variant_id', '=', variantId)
		.executeTakeFirstOrThrow();
	expect([Number(sum.on_hand), Number(sum.held), Number(sum.n)]).toEqual([
		row.on_hand,
		row.held,
		row.version,
	]);
	return row;
}

test('a hold becomes a sale, and a cancelled sale goes back on the shelf', async () => {
	const { variantId, productId } = await shelf(5);
	const bought = line(variantId, 2);
	await transaction((tx) => claimStock(tx, [bought], someCheckout()));
	expect(await count(variantId)).toMatchObject({ on_hand: 5, held: 2 });
	expect(await stockOfProducts([productId])).toMatchObject([{ available: 3, held: 2 }]);

	expect(await transaction((tx) => consumeHolds(tx, { lineIds: [bought.orderLineId] }))).toBe(1);
	expect(await count(variantId)).toMatchObject({ on_hand: 3, held: 0 });
	// Settled twice: the second finds no hold to consume.
	expect(await transaction((tx) => consumeHolds(tx, { lineIds: [bought.orderLineId] }))).toBe(0);

	await transaction((tx) => restock(tx, [{ ...bought, ref: bought.orderLineId }], null));
	expect(await count(variantId)).toMatchObject({ on_hand: 5, held: 0 });
	await expect(
		transaction((tx) => restock(tx, [{ ...bought, ref: bought.orderLineId }], null)),
	).rejects.toThrow();
	expect(await count(variantId)).toMatchObject({ on_hand: 5, held: 0 });
});

test('two lines of one variant are summed before the count is asked', async () => {
	const { variantId } = await shelf(3);
	const tooMany = [line(variantId, 2), line(variantId, 2)];
	const refused = await transaction((tx) => claimStock(tx, tooMany, someCheckout())).catch(
		(error: Refusal) => error,
	);
	expect(refused).toBeInstanceOf(Refusal);
	expect(refused).toMatchObject({
		code: 'sold_out',
		data: { lines: [{ variant_id: variantId, wanted: 4, available: 3 }] },
	});
	expect(await count(variantId)).toMatchObject({ on_hand: 3, held: 0, version: 1 });

	const terms = someCheckout();
	await transaction((tx) => claimStock(tx, [line(variantId, 2), line(variantId, 1)], terms));
	expect(await count(variantId)).toMatchObject({ on_hand: 3, held: 3 });
	expect(await transaction((tx) => releaseHolds(tx, { checkoutId: terms.checkoutId }, 'expired'))).toBe(2);
	expect(await count(variantId)).toMatchObject({ on_hand: 3, held: 0 });
});

test('a checkout that follows another takes its pieces over in one go; nobody can slip in between', async () => {
	const { variantId } = await shelf(1);
	const first = someCheckout();
	await transaction((tx) => claimStock(tx, [line(variantId, 1)], first));
	await expect(
		transaction((tx) => claimStock(tx, [line(variantId, 1)], someCheckout())),
	).rejects.toMatchObject({ code: 'sold_out' });

	const second = { ...someCheckout(), insteadOf: first.checkoutId };
	await transaction((tx) => claimStock(tx, [line(variantId, 1)], second));
	expect(await count(variantId)).toMatchObject({ on_hand: 1, held: 1 });
	// What the first one held has gone over: it has nothing to give back any more.
	expect(await transaction((tx) => releaseHolds(tx, first, 'released'))).toBe(0);
	expect(await transaction((tx) => postponeHolds(tx, second.checkoutId, new Date()))).toBe(1);
	expect(await transaction((tx) => releaseHolds(tx, second, 'released'))).toBe(1);
	expect(await count(variantId)).toMatchObject({ on_hand: 1, held: 0 });
});

test('all or nothing: one sold-out variant leaves the others alone', async () => {
	const [full, empty] = [await shelf(9), await shelf(0)];
	await expect(
		transaction((tx) => claimStock(tx, [line(full.variantId, 1), line(empty.variantId, 1)], someCheckout())),
	).rejects.toMatchObject({ code: 'sold_out' });
	expect(await count(full.variantId)).toMatchObject({ held: 0, version: 1 });
});

test('100 at once for 10 pieces: 10 get one', async () => {
	const { variantId } = await shelf(10);
	const tries = await Promise.allSettled(
		Array.from({ length: 100 }, () =>
			transaction((tx) => claimStock(tx, [line(variantId, 1)], someCheckout())),
		),
	);
	expect(tries.filter((tried) => tried.status === 'fulfilled')).toHaveLength(10);
	for (const tried of tries)
		if (tried.status === 'rejected') expect(tried.reason).toMatchObject({ code: 'sold_out' });
	expect(await count(variantId)).toMatchObject({ on_hand: 10, held: 10 });
});

test('a maker sets the count only if it is still what it was', async () => {
	const { variantId, ...about } = await shelf(5);
	const change = { variantId, ...about };
	await transaction((tx) => claimStock(tx, [line(variantId, 2)], someCheckout()));
	await expect(transaction((tx) => changeStock(tx, { ...change, to: 8, was: 5 }))).rejects.toMatchObject({
		code: 'stale',
		data: { available: 3 },
	});
	const set = await transaction((tx) => changeStock(tx, { ...change, to: 8, was: 3 }));
	expect(set.available).toBe(8);
	expect(await count(variantId)).toMatchObject({ on_hand: 10, held: 2 });
	// What is in a checkout cannot be taken off the shelf.
	await expect(transaction((tx) => changeStock(tx, { ...change, by: -9 }))).rejects.toMatchObject({
		code: 'stale',
		data: { available: 8 },
	});
	await transaction((tx) => changeStock(tx, { ...change, by: -8 }));
	expect(await count(variantId)).toMatchObject({ on_hand: 2, held: 2 });
});
