import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Shopper } from '#accounts/actor.ts';
import { suspendUser } from '#activity/server/suspend-user.ts';
import { reinstateUser } from '#activity/server/reinstate-user.ts';
import { adjustStock } from '#catalog/server/adjust-stock.ts';
import { changeProduct } from '#catalog/server/change-product.ts';
import { removeProduct } from '#catalog/server/remove-product.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readStream } from '#events/server/tail.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { buy, listProduct, passBy, placeOrderFor, signUp, signUpAdmin, someStreet } from '#testing/cast.ts';
import { contents, put } from '#testing/baskets.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { MOST_BASKET_LINES } from '../basket.ts';
import { startCheckout, type StartedCheckout } from './start-checkout.ts';
import { placeCheckout } from './place-checkout.ts';
import { moveBasketLine } from './move-basket-line.ts';
import { countBasket, linesToBuy, readBasket } from './queries/basket.ts';
import { removeBasketLine } from './remove-basket-line.ts';
import { setBasketLine } from './set-basket-line.ts';
import { takeFromBasket } from './steps/basket.ts';
import { sweepOldBaskets } from './sweep-old-baskets.ts';

const lineOf = async (shopper: Shopper) => (await readBasket(shopper)).parts[0]!.shops[0]!.lines[0]!;

test('a guest and a member fill baskets across stalls: by shop, with what it comes to', async () => {
	const [ana, mia, ben, { guest }] = [
		await signUp('ana'),
		await signUp('mia'),
		await signUp('ben'),
		await passBy(),
	];
	const [bowl, cup, ring] = [
		await listProduct(ana),
		await listProduct(ana, { name: 'A cup', price: 900, stock: 9 }),
		await listProduct(mia, { name: 'A ring', price: 12_000 }),
	];
	for (const shopper of [guest, ben.actor]) {
		for (const [thing, quantity] of [
			[bowl, 2],
			[ring, 1],
			[cup, 3],
		] as const)
			await put(shopper, thing, quantity);
		const basket = await readBasket(shopper);
		expect(basket.pieces).toBe(6);
		expect(basket.parts).toHaveLength(1);
		expect(basket.parts[0]).toMatchObject({
			currency: 'EUR',
			pieces: 6,
			subtotal: { amount: 19_600, currency: 'EUR' },
		});
		expect(
			basket.parts[0]!.shops.map(({ shop, lines, subtotal }) => [shop.id, lines.length, subtotal.amount]),
		).toEqual([
			[bowl.shop.id, 2, 7_600],
			[ring.shop.id, 1, 12_000],
		]);
		expect(basket.parts[0]!.shops[0]!.lines[0]).toMatchObject({
			title: bowl.name,
			url: bowl.url,
			quantity: 2,
			available: 3,
			trouble: null,
			price_before: null,
			total: { amount: 4_900, currency: 'EUR' },
		});
	}
	// Nothing was claimed, and a guest who only looks has no row.
	expect(
		(await db.selectFrom('stock').select('held').where('product_id', '=', bowl.id).execute())[0]!.held,
	).toBe(0);
	expect(await db.selectFrom('users').select('id').where('id', '=', guest.id).execute()).toEqual([]);
});

test('quantities are set, not added: twice is once, also in two tabs at the same moment', async () => {
	const [bowl, { guest }] = [await listProduct(await signUp('ana')), await passBy()];
	await Promise.all(Array.from({ length: 12 }, () => put(guest, bowl, 2)));
	expect(await contents(guest)).toEqual({ [bowl.variants[0]!.id]: '2' });
	expect((await readBasket(guest)).version).toBe(1);
	await put(guest, bowl, 1);
	expect((await readBasket(guest)).pieces).toBe(1);
	await put(guest, bowl, 0);
	await put(guest, bowl, 0);
	expect(await readBasket(guest)).toMatchObject({ version: 3, pieces: 0, parts: [], saved: [] });
	while ((await sequenceOnce()) > 0);
	const told = (await readStream(`user:${guest.id}`, 0, 50)).map(({ type, data }) => [type, data]);
	expect(told).toEqual(
		[2, 1, 0].map((pieces, at) => ['basket.changed', { owner_id: guest.id, version: at + 1, pieces }]),
	);
});

test('what is not for sale cannot be put in, nor what one sells oneself', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana);
	expect(await outcomeOf(put(ana.actor, bowl, 1))).toBe('own_product');
	expect(await outcomeOf(setBasketLine(ben.actor, { variant_id: newId(), quantity: 1 }))).toBe('not_found');
	await removeProduct(ana.actor, bowl.id);
	expect(await outcomeOf(put(ben.actor, bowl, 1))).toBe('not_found');
	expect(await outcomeOf(removeBasketLine(ben.actor, bowl.variants[0]!.id))).toBe('not_found');
	expect(await outcomeOf(moveBasketLine(ben.actor, bowl.variants[0]!.id, 'later'))).toBe('not_found');
	expect(await readBasket(ben.actor)).toMatchObject({ pieces: 0, parts: [] });
});

test('each line says what is wrong with it now, and lets the rest go on', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const [bowl, cup] = [await listProduct(ana), await listProduct(ana, { name: 'A cup', price: 900 })];
	await put(ben.actor, bowl, 3);
	await put(ben.actor, cup, 1);
	const both = async () => {
		const [part] = (await readBasket(ben.actor)).parts;
		const [first, second] = part!.shops[0]!.lines;
		return [first!.trouble, second!.trouble, part!.pieces, part!.subtotal.amount];
	};
	expect(await both()).toEqual([null, null, 4, 8_250]);

	await buy(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	expect(await both()).toEqual(['fewer', null, 3, 5_800]);
	expect(await lineOf(ben.actor)).toMatchObject({ quantity: 3, available: 2, total: { amount: 4_900 } });
	await placeOrderFor(cleo.actor, [{ product_id: bowl.id, quantity: 2 }]);
	expect(await both()).toEqual(['sold_out', null, 1, 900]);
	expect(await lineOf(ben.actor)).toMatchObject({ held: 2, available: 0 });
	await adjustStock(ana.actor, { productId: bowl.id, variantId: bowl.variants[0]!.id, by: 5 });
	expect(await both()).toEqual([null, null, 4, 8_250]);

	await changeProduct(ana.actor, bowl.id, { price: 2_600 });
	expect(await lineOf(ben.actor)).toMatchObject({
		price: { amount: 2_600 },
		price_before: { amount: 2_450, currency: 'EUR' },
		total: { amount: 7_800 },
	});
	// Whoever sets a number has seen the price beside it.
	await put(ben.actor, bowl, 2);
	expect((await lineOf(ben.actor)).price_before).toBeNull();

	const dana = await signUpAdmin();
	await suspendUser(dana.actor, ana.actor.id, 'For a while');
	expect(await both()).toEqual(['gone', 'gone', 0, 0]);
	await reinstateUser(dana.actor, ana.actor.id, 'All is well');
	expect(await both()).toEqual([null, null, 3, 6_100]);
	await removeProduct(ana.actor, bowl.id);
	expect(await both()).toEqual(['gone', null, 1, 900]);
	expect(await lineOf(ben.actor)).toMatchObject({ title: bowl.name, url: null, picture: null });
	await removeBasketLine(ben.actor, bowl.variants[0]!.id);
	expect(await contents(ben.actor)).toEqual({ [cup.variants[0]!.id]: '1' });
});

test('two currencies are two parts, each with its own sum', async () => {
	const [ana, mia, ben] = [await signUp('ana'), await signUp('mia'), await signUp('ben')];
	const [bowl, ring] = [await listProduct(ana), await listProduct(mia, { price: 1_000 })];
	await sql`update products set currency = 'GBP' where id = ${ring.id}`.execute(db);
	await put(ben.actor, bowl, 1);
	await put(ben.actor, ring, 2);
	expect((await readBasket(ben.actor)).parts.map(({ currency, subtotal }) => [currency, subtotal])).toEqual([
		['EUR', { amount: 2_450, currency: 'EUR' }],
		['GBP', { amount: 2_000, currency: 'GBP' }],
	]);
});

test('saved for later is not bought with the rest, comes back, and may wait for what is gone', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const [bowl, cup] = [await listProduct(ana), await listProduct(ana, { name: 'A cup' })];
	const [one, two] = [bowl.variants[0]!.id, cup.variants[0]!.id];
	await put(ben.actor, bowl, 2);
	await put(ben.actor, cup, 1);
	await moveBasketLine(ben.actor, one, 'later');
	await moveBasketLine(ben.actor, one, 'later');
	expect(await contents(ben.actor)).toEqual({ [one]: 'later 2', [two]: '1' });
	expect(await countBasket(ben.actor)).toBe(1);
	expect(await linesToBuy(ben.actor.id)).toEqual([{ variantId: two, quantity: 1 }]);
	// Another number does not bring it back; putting it in from its page does.
	await put(ben.actor, bowl, 3);
	expect(await contents(ben.actor)).toEqual({ [one]: 'later 3', [two]: '1' });
	await put(ben.actor, bowl, 1, false);
	expect(await contents(ben.actor)).toEqual({ [one]: '1', [two]: '1' });
	await removeProduct(ana.actor, bowl.id);
	await moveBasketLine(ben.actor, one, 'later');
	expect((await readBasket(ben.actor)).saved[0]).toMatchObject({ trouble: 'gone' });
	await moveBasketLine(ben.actor, one, 'basket');
	expect(await contents(ben.actor)).toEqual({ [one]: '1', [two]: '1' });
	expect(await transaction((tx) => takeFromBasket(tx, ben.actor.id, [one, two, newId()]))).toBe(2);
	expect(await contents(ben.actor)).toEqual({});
});

test('what lies in another’s basket is neither saved, brought back nor taken out', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const [bowl, cup] = [await listProduct(ana), await listProduct(ana, { name: 'A cup' })];
	const [one, two] = [bowl.variants[0]!.id, cup.variants[0]!.id];
	await put(ben.actor, bowl, 2);
	await put(ben.actor, cup, 1, true);
	await put(cleo.actor, await listProduct(ana, { name: 'A jar' }), 1);
	expect(await outcomeOf(moveBasketLine(cleo.actor, one, 'later'))).toBe('not_found');
	expect(await outcomeOf(moveBasketLine(cleo.actor, two, 'basket'))).toBe('not_found');
	expect(await outcomeOf(removeBasketLine(cleo.actor, one))).toBe('not_found');
	await setBasketLine(cleo.actor, { variant_id: one, quantity: 0 });
	expect(await contents(ben.actor)).toEqual({ [one]: '2', [two]: 'later 1' });
});

test('a basket holds fifty different things, however many try at once', async () => {
	const [ana, { guest }] = [await signUp('ana'), await passBy()];
	const variants = Array.from({ length: MOST_BASKET_LINES }, (_, n) => ({
		options: { No: String(n) },
		stock: 1,
	}));
	const [many, bowl] = [await listProduct(ana, { variants }), await listProduct(ana)];
	for (const { id } of many.variants.slice(2)) await setBasketLine(guest, { variant_id: id, quantity: 1 });
	const late = [...many.variants.slice(0, 2), bowl.variants[0]!];
	const tries = await Promise.all(
		late.map(({ id }) => outcomeOf(setBasketLine(guest, { variant_id: id, quantity: 1 }))),
	);
	expect(tries.sort()).toEqual(['done', 'done', 'invalid_input']);
	expect(Object.keys(await contents(guest))).toHaveLength(MOST_BASKET_LINES);
	// What lies in it may still be changed, and something saved makes room.
	const [first] = Object.keys(await contents(guest));
	await setBasketLine(guest, { variant_id: first!, quantity: 2 });
	await moveBasketLine(guest, first!, 'later');
	const left = late.find(({ id }) => tries.length && id !== first);
	await setBasketLine(guest, { variant_id: left!.id, quantity: 1 });
});

test('guests’ baskets are cleared away after sixty days, members’ never, those of deleted accounts at once', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const [{ guest: old }, { guest: young }] = [await passBy(), await passBy()];
	const bowl = await listProduct(ana);
	for (const shopper of [old, young, ben.actor, cleo.actor]) await put(shopper, bowl, 1);
	const ago = (days: number, id: string) =>
		sql`update baskets set updated_at = date_sub(now(3), interval ${days} day) where owner_id = ${id}`.execute(
			db,
		);
	await ago(61, old.id);
	await ago(59, young.id);
	await ago(400, ben.actor.id);
	await sql`update users set status = 'deleted' where id = ${cleo.actor.id}`.execute(db);
	await sweepOldBaskets();
	const left = await db
		.selectFrom('basket_lines')
		.select('owner_id')
		.where('variant_id', '=', bowl.variants[0]!.id)
		.execute();
	expect(left.map((row) => row.owner_id).sort()).toEqual([young.id, ben.actor.id].sort());
	await sql`update users set status = 'active' where id = ${cleo.actor.id}`.execute(db);
});

test('one’s own checkout does not make one’s own basket short; what is bought in it is out of the basket', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const [bowl, cup, jug] = [
		await listProduct(ana, { stock: 1 }),
		await listProduct(ana, { name: 'A cup' }),
		await listProduct(ana, { name: 'A jug' }),
	];
	for (const one of [ben.actor, cleo.actor]) await put(one, bowl, 1);
	await put(ben.actor, cup, 1, true);
	await put(ben.actor, jug, 1);
	const items = [bowl, cup].map((thing) => ({ variant_id: thing.variants[0]!.id, quantity: 1 }));
	const { id } = JSON.parse((await startCheckout(ben.actor, { items })).body) as StartedCheckout;
	expect(await lineOf(ben.actor)).toMatchObject({ trouble: null, available: 1, held: 0, own_held: 1 });
	expect(await lineOf(cleo.actor)).toMatchObject({ trouble: 'sold_out', available: 0, held: 1, own_held: 0 });

	const payment = { method: 'sandbox' as const, card: '4242424242424242' };
	expect(await outcomeOf(placeCheckout(cleo.actor, id, { shipping_address: someStreet, payment }))).toBe(
		'not_found',
	);
	expect(Object.keys(await contents(cleo.actor))).toHaveLength(1);
	await placeCheckout(ben.actor, id, { shipping_address: someStreet, payment });
	expect(await contents(ben.actor)).toEqual({ [cup.variants[0]!.id]: 'later 1', [jug.variants[0]!.id]: '1' });
});
