import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { anybody, buy, chargeCheckout, listProduct, placeOrderFor, signUp } from '#testing/cast.ts';
import { booksAreRight } from '#testing/books.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { findOrder, ordersOfBuyer } from './queries.ts';

test('Ben buys a bowl: stock is held, then sold, and the lines keep what he bought', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana, { stock: 3 });
	const checkout = await placeOrderFor(ben.actor, [{ product_id: bowl.id, quantity: 2 }]);
	expect(checkout).toMatchObject({
		total: { amount: 4900, currency: 'EUR' },
		orders: [{ status: 'placed', shop: { name: ana.actor.username }, quantity: 2 }],
	});
	const order = checkout.orders[0]!;
	expect(order.number).toMatch(/^MD-/);
	expect(await booksAreRight([bowl.variants[0]!.id])).toMatchObject([{ on_hand: 3, held: 2 }]);

	await chargeCheckout(checkout.id);
	expect(await booksAreRight([bowl.variants[0]!.id])).toMatchObject([{ on_hand: 1, held: 0 }]);
	const paid = await findOrder(ben.actor, order.id);
	expect(paid).toMatchObject({
		status: 'paid',
		version: 2,
		as: 'buyer',
		payment: { status: 'captured', method: 'Card ending 4242' },
		items: [{ title: bowl.name, unit_price: { amount: 2450, currency: 'EUR' }, quantity: 2 }],
		allowed: ['cancel'],
	});
	expect(paid.history.map((step) => [step.n, step.from, step.to, step.by])).toEqual([
		[1, null, 'placed', 'buyer'],
		[2, 'placed', 'paid', 'market'],
	]);
	expect((await ordersOfBuyer(ben.actor.id)).items.map(({ id }) => id)).toEqual([order.id]);
});

test('a basket from two shops is one checkout with an order for each', async () => {
	const [ana, cleo] = await Promise.all([signUp('ana'), signUp('cleo')]);
	const bowl = await listProduct(ana);
	const scarf = await listProduct(cleo, { name: 'A woven scarf', category: 'textiles', price: 3000 });
	const checkout = await placeOrderFor(anybody(), [
		{ product_id: bowl.id, quantity: 1 },
		{ product_id: scarf.id, quantity: 2 },
	]);
	expect(checkout.total.amount).toBe(2450 + 6000);
	expect(checkout.orders.map((order) => order.total.amount).sort()).toEqual([2450, 6000]);
	await chargeCheckout(checkout.id);
	const rows = await db
		.selectFrom('orders')
		.select('status')
		.where('checkout_id', '=', checkout.id)
		.execute();
	expect(rows).toEqual([{ status: 'paid' }, { status: 'paid' }]);
});

test('100 buyers for 10 bowls: 10 orders, 90 told that it is sold out', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 10 });
	const outcomes = await Promise.all(
		Array.from({ length: 100 }, () =>
			outcomeOf(placeOrderFor(anybody(), [{ product_id: bowl.id, quantity: 1 }])),
		),
	);
	expect(outcomes.filter((said) => said === 'done')).toHaveLength(10);
	expect(outcomes.filter((said) => said === 'sold_out')).toHaveLength(90);
	expect(await booksAreRight([bowl.variants[0]!.id])).toMatchObject([{ on_hand: 10, held: 10 }]);
});

test('the count that is read before is not what decides: the UPDATE is', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 1 });
	for (let round = 0; round < 5; round++) {
		const outcomes = await Promise.all(
			Array.from({ length: 8 }, () =>
				outcomeOf(placeOrderFor(anybody(), [{ product_id: bowl.id, quantity: 1 }])),
			),
		);
		expect(outcomes.filter((said) => said === 'done').length).toBe(round === 0 ? 1 : 0);
	}
	expect(await booksAreRight([bowl.variants[0]!.id])).toMatchObject([{ on_hand: 1, held: 1 }]);
});

test('baskets of the same five things in every order do not trip over each other', async () => {
	const ana = await signUp('ana');
	const things = await listProduct(ana, {
		price: 1000,
		variants: ['Ash', 'Birch', 'Cherry', 'Elm', 'Fir'].map((Wood) => ({ options: { Wood }, stock: 60 })),
	});
	const ids = things.variants.map((variant) => variant.id);
	const outcomes = await Promise.all(
		Array.from({ length: 60 }, (_, n) =>
			outcomeOf(
				placeOrderFor(
					anybody(),
					permutation(ids, n * 2).map((variant_id) => ({ variant_id, quantity: 1 })),
				),
			),
		),
	);
	expect(outcomes.filter((said) => said !== 'done')).toEqual([]);
	for (const row of await booksAreRight(ids)) expect(row).toMatchObject({ on_hand: 60, held: 60 });
});

test('the same key fifty times at once is one order and fifty equal answers', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 50 });
	const ben = anybody();
	const items = [{ product_id: bowl.id, quantity: 1 }];
	const answers = await Promise.all(
		Array.from({ length: 50 }, () => placeOrderFor(ben, items, { key: 'click' })),
	);
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect((await ordersOfBuyer(ben.id)).items).toHaveLength(1);
	expect(await booksAreRight([bowl.variants[0]!.id])).toMatchObject([{ held: 1 }]);
	const other = [{ product_id: bowl.id, quantity: 2 }];
	await expect(placeOrderFor(ben, other, { key: 'click' })).rejects.toMatchObject({ code: 'key_reused' });
	// Without a key, twice is twice.
	await placeOrderFor(ben, items);
	expect((await ordersOfBuyer(ben.id)).items).toHaveLength(2);
});

test('two lines of one variant are one wish for both', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { stock: 3 });
	const line = { variant_id: bowl.variants[0]!.id, quantity: 2 };
	await expect(placeOrderFor(anybody(), [line, line])).rejects.toMatchObject({
		code: 'sold_out',
		data: {
			lines: [{ variant_id: line.variant_id, wanted: 4, available: 3 }],
			errors: { 'items.0.quantity': 'Only 3 left', 'items.1.quantity': 'Only 3 left' },
		},
	});
	const bought = await placeOrderFor(anybody(), [line, { ...line, quantity: 1 }]);
	expect(bought.orders[0]).toMatchObject({ quantity: 3, items: [{ quantity: 2 }, { quantity: 1 }] });
	expect(await booksAreRight([line.variant_id])).toMatchObject([{ held: 3 }]);
});

test('what cannot be bought is refused by the line that asked for it', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana);
	const rings = await listProduct(ana, {
		variants: ['S', 'M'].map((Size) => ({ options: { Size }, stock: 2 })),
	});
	await expect(placeOrderFor(ana.actor, [{ product_id: bowl.id, quantity: 1 }])).rejects.toMatchObject({
		code: 'own_product',
	});
	await expect(
		placeOrderFor(ben.actor, [
			{ product_id: newId(), quantity: 1 },
			{ product_id: rings.id, quantity: 1 },
		]),
	).rejects.toMatchObject({
		code: 'invalid_input',
		data: {
			errors: {
				'items.0.product_id': 'This is not for sale',
				'items.1.product_id': 'Choose a variant: give its variant_id',
			},
		},
	});
	await expect(
		placeOrderFor(ben.actor, [{ product_id: bowl.id, quantity: 1 }], { card: '4111111111111111' }),
	).rejects.toMatchObject({ code: 'invalid_input' });
	expect((await ordersOfBuyer(ben.actor.id)).items).toEqual([]);
});

test('another’s order is not there, and a seller hears of it when it is paid', async () => {
	const [ana, ben, cleo] = await Promise.all([signUp('ana'), signUp('ben'), signUp('cleo')]);
	const bowl = await listProduct(ana);
	const { id, orders } = await placeOrderFor(ben.actor, [{ product_id: bowl.id, quantity: 1 }]);
	const orderId = orders[0]!.id;
	await expect(findOrder(cleo.actor, orderId)).rejects.toMatchObject({ code: 'not_found' });
	await expect(findOrder(ana.actor, orderId)).rejects.toMatchObject({ code: 'not_found' });
	await chargeCheckout(id);
	expect(await findOrder(ana.actor, orderId)).toMatchObject({ as: 'seller', payment: null });
	await expect(findOrder(cleo.actor, orderId)).rejects.toMatchObject({ code: 'not_found' });
	await expect(findOrder(cleo.actor, newId())).rejects.toMatchObject({ code: 'not_found' });
	await buy(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	expect((await ordersOfBuyer(cleo.actor.id)).items).toHaveLength(1);
});

/** The n-th arrangement of the items. */
function permutation<T>(items: T[], n: number): T[] {
	const rest = [...items];
	const result: T[] = [];
	for (let size = rest.length; size > 0; size--) {
		result.push(...rest.splice(n % size, 1));
		n = Math.floor(n / size);
	}
	return result;
}
