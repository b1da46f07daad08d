import { expect, test } from 'vitest';
import { readAfter, readHead } from '#events/server/tail.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { shopOfUser } from '#shops/server/queries.ts';
import { listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { productChange } from '../product.ts';
import { adjustStock } from './adjust-stock.ts';
import { changeProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import { findProduct, findProducts, readStockFrames, sitemapEntries, wasRemoved } from './queries.ts';
import { removeProduct } from './remove-product.ts';
import { readForSale, restoreProduct, takeDownProduct } from './steps.ts';

const refused = async (work: Promise<unknown>) => {
	const error = await work.then(
		() => null,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused');
	return error;
};

test('Ana’s first product opens a shop in her name, her second does not', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const shop = await shopOfUser(ana.actor.id);
	expect(shop).toMatchObject({ id: bowl.shop.id, name: ana.actor.username, status: 'open', version: 1 });
	expect(bowl).toMatchObject({ seller_id: ana.actor.id, stock: 3, price: { amount: 2450, currency: 'EUR' } });
	expect((await listProduct(ana, { name: 'A jug' })).shop.id).toBe(bowl.shop.id);
});

test('two first products at once open one shop', async () => {
	const ana = await signUp('ana');
	const products = await Promise.all([1, 2, 3, 4].map((n) => listProduct(ana, { name: `Cup ${n}` })));
	expect(new Set(products.map((product) => product.shop.id)).size).toBe(1);
});

test('every change of a product is told, version by version', async () => {
	const ana = await signUp('ana');
	// What other tests left untold would come between.
	while ((await sequenceOnce()) > 0);
	const before = await readHead();
	const bowl = await listProduct(ana);
	await changeProduct(ana.actor, bowl.id, {
		name: 'A deeper bowl',
		price: { amount: 2600, currency: 'EUR' },
	});
	await transaction((tx) => takeDownProduct(tx, bowl.id, 'The picture shows something else'));
	await transaction((tx) => restoreProduct(tx, bowl.id));
	await removeProduct(ana.actor, bowl.id);
	while ((await sequenceOnce()) > 0);
	const told = (await readAfter(before, 500)).filter((event) => event.entity_id === bowl.id);
	expect(told.map((event) => [event.type, event.entity_version])).toEqual([
		['product.listed', 1],
		['product.changed', 2],
		['product.removed', 3],
		['product.restored', 4],
		['product.removed', 5],
	]);
});

test('one rule hides a product everywhere, and its end brings it back', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const seen = async () => ({
		page: (await findProduct(bowl.id)) !== null,
		list: (await findProducts({ shop: bowl.shop.slug })).items.length === 1,
		sitemap: (await sitemapEntries(1_000)).some((entry) => entry.id === bowl.id),
		frame: !(await readStockFrames([bowl.id]))[0]!.gone,
		sale: (await transaction((tx) => readForSale(tx, { productIds: [bowl.id] })))[0]!.visible,
	});
	const everywhere = { page: true, list: true, sitemap: true, frame: true, sale: true };
	const nowhere = { page: false, list: false, sitemap: false, frame: false, sale: false };
	expect(await seen()).toEqual(everywhere);

	const setUser = (status: string) =>
		db.updateTable('users').set({ status }).where('id', '=', ana.actor.id).execute();
	await setUser('suspended');
	expect(await seen()).toEqual(nowhere);
	await setUser('active');
	expect(await seen()).toEqual(everywhere);

	const setShop = (status: string) =>
		db.updateTable('shops').set({ status }).where('id', '=', bowl.shop.id).execute();
	await setShop('closed');
	expect(await seen()).toEqual(nowhere);
	await setShop('open');
	await transaction((tx) => takeDownProduct(tx, bowl.id, 'Not made by hand'));
	expect(await seen()).toEqual(nowhere);
	await transaction((tx) => restoreProduct(tx, bowl.id));
	expect(await seen()).toEqual(everywhere);
	await removeProduct(ana.actor, bowl.id);
	expect(await seen()).toEqual({ ...nowhere });
	expect(await wasRemoved(bowl.id)).toMatchObject({ name: bowl.name });
});

test('Ben cannot change, count or remove what is Ana’s: it is not there for him', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana);
	await listProduct(ben);
	const variantId = bowl.variants[0]!.id;
	for (const attempt of [
		() => changeProduct(ben.actor, bowl.id, { name: 'Mine' }),
		() => removeProduct(ben.actor, bowl.id),
		() => adjustStock(ben.actor, { productId: bowl.id, variantId, by: 5 }),
		() => changeProduct(ben.actor, newId(), { name: 'Nobody’s' }),
	])
		expect((await refused(attempt())).code).toBe('not_found');
	expect(await findProduct(bowl.id)).toMatchObject({ name: bowl.name, stock: 3 });
});

test('a variant of another product is not there', async () => {
	const ana = await signUp('ana');
	const [bowl, jug] = [await listProduct(ana), await listProduct(ana, { name: 'A jug' })];
	const stolen = await refused(
		changeProduct(ana.actor, bowl.id, { variants: [{ id: jug.variants[0]!.id, options: {}, price: 1 }] }),
	);
	expect(stolen.data.errors).toHaveProperty('variants.0.id');
	expect((await findProduct(jug.id))!.price.amount).toBe(2450);
});

test('the stock is set if it is still what Ana saw, or moved, never overwritten blindly', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const variantId = bowl.variants[0]!.id;
	expect((await changeProduct(ana.actor, bowl.id, { stock: 10, stock_was: 3 })).stock).toBe(10);
	const stale = await refused(changeProduct(ana.actor, bowl.id, { stock: 1, stock_was: 3 }));
	expect([stale.code, stale.data['available']]).toEqual(['stale', 10]);
	expect(await adjustStock(ana.actor, { productId: bowl.id, variantId, by: -4 })).toMatchObject({
		available: 6,
	});
	expect((await refused(adjustStock(ana.actor, { productId: bowl.id, variantId, by: -7 }))).code).toBe(
		'stale',
	);
	expect((await changeProduct(ana.actor, bowl.id, { stock: 2 })).stock).toBe(2);
	const movements = await db
		.selectFrom('stock_movements')
		.select(['d_on_hand'])
		.where('variant_id', '=', variantId)
		.orderBy('created_at')
		.execute();
	expect(movements.reduce((sum, movement) => sum + movement.d_on_hand, 0)).toBe(2);
	expect(movements).toHaveLength(4);
});

test('variants come, change and go; the price shown is the lowest', async () => {
	const ana = await signUp('ana');
	const cup = await listProduct(ana, {
		price: 1800,
		variants: [
			{ options: { Glaze: 'Celadon' }, stock: 2 },
			{ options: { Glaze: 'Tenmoku' }, stock: 0, price: 1500, sku: 'CUP-T' },
		],
	});
	expect([cup.price.amount, cup.stock, cup.variants.length]).toEqual([1500, 2, 2]);
	const [celadon, tenmoku] = cup.variants as [(typeof cup.variants)[0], (typeof cup.variants)[0]];
	const changed = await changeProduct(ana.actor, cup.id, {
		variants: [
			{ id: celadon.id, options: { Glaze: 'Celadon' }, price: 1900, stock: 5, stock_was: 2 },
			{ options: { Glaze: 'Ash' }, price: 2000, stock: 1 },
		],
	});
	expect(changed.variants.map((variant) => [variant.options['Glaze'], variant.stock])).toEqual([
		['Celadon', 5],
		['Ash', 1],
	]);
	expect(changed.price.amount).toBe(1900);
	const frame = (await readStockFrames([cup.id]))[0]!;
	expect(frame.variants.map((variant) => variant.id)).not.toContain(tenmoku.id);
	expect(await transaction((tx) => readForSale(tx, { variantIds: [tenmoku.id] }))).toEqual([]);
});

test('what cannot be kept is refused by field, and nothing is written', async () => {
	const ana = await signUp('ana');
	const wrong = await refused(
		createProduct(ana.actor, {
			name: 'A bowl',
			description: 'Round.',
			category: 'no-such-row',
			price: 1,
			stock: 1,
		}),
	);
	expect(wrong.data.errors).toHaveProperty('category');
	const dollars = await refused(listProduct(ana, { price: { amount: 100, currency: 'USD' } }));
	expect(dollars.data.errors).toHaveProperty('price');
	expect(await shopOfUser(ana.actor.id)).toBeNull();
});

test('tags and materials are kept as written, found by the search, and stay when others change', async () => {
	const ana = await signUp('ana');
	const word = `w${newId().toLowerCase()}`;
	const bowl = await listProduct(ana, { tags: ['wedding gift', word], materials: ['stoneware'] });
	expect(bowl).toMatchObject({ tags: ['wedding gift', word], materials: ['stoneware'] });
	const found = async () => (await findProducts({ q: word })).items.map((item) => item.id);
	expect(await found()).toEqual([bowl.id]);
	const changed = await changeProduct(ana.actor, bowl.id, { materials: ['porcelain'] });
	expect(changed).toMatchObject({ tags: ['wedding gift', word], materials: ['porcelain'] });
	expect(await found()).toEqual([bowl.id]);
	await changeProduct(ana.actor, bowl.id, { tags: [] });
	expect(await found()).toEqual([]);
	for (const tags of [
		['a', 'A'],
		['one,two'],
		['x'.repeat(41)],
		Array.from({ length: 14 }, (_, n) => `${n}`),
	])
		expect(productChange.safeParse({ tags }).success).toBe(false);
});

test('pages of a list neither repeat nor skip, in each order, while things are added', async () => {
	const ana = await signUp('ana');
	for (let n = 0; n < 7; n++) await listProduct(ana, { name: `Cup ${n}`, price: 1000 + (n % 3) });
	const shop = (await shopOfUser(ana.actor.id))!.slug;
	for (const sort of ['newest', 'price_asc', 'price_desc'] as const) {
		const seen: string[] = [];
		let cursor: string | null | undefined;
		do {
			const page = await findProducts({ shop, sort, limit: 3, ...(cursor && { cursor }) });
			seen.push(...page.items.map((item) => item.name));
			if (!cursor && sort === 'newest') await listProduct(ana, { name: 'Late cup' });
			cursor = page.next_cursor;
		} while (cursor);
		const distinct = new Set(seen);
		expect(distinct.size, sort).toBe(seen.length);
		expect(distinct.size, sort).toBe(sort === 'newest' ? 7 : 8);
	}
});

test('the search finds words, beginnings and categories, and no operator gets through', async () => {
	const ana = await signUp('ana');
	const mark = `zx${newId().slice(-10)}`;
	const spoon = await listProduct(ana, {
		name: `Walnut spoon ${mark}`,
		category: 'wood',
		description: 'Carved from one piece.',
	});
	const find = async (q: string) => (await findProducts({ q })).items.map((item) => item.id);
	for (const q of [
		mark,
		mark.slice(0, 8),
		`${mark} walnut`,
		`the ${mark} waln`,
		`wood ${mark}`,
		`${mark} SPOON`,
	])
		expect(await find(q), q).toContain(spoon.id);
	expect(await find(`${mark} teapot`)).toEqual([]);
	expect(await find(`-${mark}`)).toContain(spoon.id);
	for (const q of [
		'+',
		'"',
		'***',
		'(((',
		'@5',
		'~<>',
		`"${mark}`,
		`${mark}*)(`,
		"' or 1=1 --",
		'%',
		'日本',
		'\u{1f600}',
		'x'.repeat(200),
	])
		await find(q);
});

test('when nothing is free, it is told when the soonest checkout ends by itself; an extended one moves it and no version', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana, { stock: 2 });
	const seen = async () => (await readStockFrames([bowl.id]))[0]!.variants[0]!;
	const hold = () => placeOrderFor(ben.actor, [{ product_id: bowl.id, quantity: 1 }]);
	await hold();
	expect(await seen()).toMatchObject({ available: 1, held: 1, next_free_at: null });
	const { expires_at } = await db
		.selectFrom('holds')
		.select('expires_at')
		.where('variant_id', '=', bowl.variants[0]!.id)
		.executeTakeFirstOrThrow();
	await hold();
	const before = await seen();
	expect(before).toMatchObject({ available: 0, held: 2, next_free_at: expires_at.toISOString() });
	expect((await findProduct(bowl.id))!.variants[0]!.next_free_at).toBe(before.next_free_at);

	const extended = new Date(expires_at.getTime() + 60_000);
	await db.updateTable('holds').set({ expires_at: extended }).where('variant_id', '=', before.id).execute();
	expect(await seen()).toEqual({ ...before, next_free_at: extended.toISOString() });
});
