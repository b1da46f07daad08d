import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { ProductView } from '#catalog/product.ts';
import { changeProduct } from '#catalog/server/change-product.ts';
import { removeProduct } from '#catalog/server/remove-product.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, chargeCheckout, listProduct, signUp, someStreet, type Person } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import type { CheckoutView } from '../order.ts';
import { leaveCheckout } from './leave-checkout.ts';
import { placeCheckout } from './place-checkout.ts';
import { startCheckout, type StartedCheckout } from './start-checkout.ts';

let ana: Person;
let bob: Person;
let ben: Person;
beforeAll(async () => {
	[ana, bob, ben] = [await signUp('ana'), await signUp('bob'), await signUp('ben')];
});

const card = (number = '4242424242424242') => ({ method: 'sandbox' as const, card: number });
const terms = { shipping_address: someStreet, payment: card() };
const EUR = (amount: number) => ({ amount, currency: 'EUR' });

async function start(shopper: { id: string }, ...products: [ProductView, number][]): Promise<string> {
	const items = products.map(([product, quantity]) => ({ variant_id: product.variants[0]!.id, quantity }));
	const answer = await startCheckout(shopper, { items });
	return (JSON.parse(answer.body) as StartedCheckout).id;
}

async function place(
	shopper: { id: string },
	id: string,
	input: Partial<Parameters<typeof placeCheckout>[2]> = {},
	key?: string,
): Promise<CheckoutView> {
	return JSON.parse((await placeCheckout(shopper, id, { ...terms, ...input }, key)).body) as CheckoutView;
}

const count = async (product: ProductView) => (await booksAreRight([product.variants[0]!.id]))[0]!;
const statusOf = async (id: string) =>
	(await db.selectFrom('checkouts').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;

test('what was held is what is sold: one order per shop, the sum that was confirmed', async () => {
	const [bowl, spoon] = [await listProduct(ana, { stock: 2 }), await listProduct(bob, { price: 900 })];
	const id = await start(ben.actor, [bowl, 2], [spoon, 1]);
	const bought = await place(ben.actor, id, {
		expected_total: EUR(2 * 2450 + 900),
		gift_note: 'For Cleo, with love',
	});
	expect(bought).toMatchObject({ id, total: EUR(5800), payment: { status: 'pending' } });
	expect(bought.orders.map((order) => order.total.amount).sort()).toEqual([4900, 900]);
	expect(await count(bowl)).toEqual({ on_hand: 2, held: 2 });

	await chargeCheckout(id);
	expect([await count(bowl), await count(spoon)]).toEqual([
		{ on_hand: 0, held: 0 },
		{ on_hand: 2, held: 0 },
	]);
	const rows = await db
		.selectFrom('orders')
		.select(['status', 'gift_note'])
		.where('checkout_id', '=', id)
		.execute();
	expect(rows).toEqual(Array(2).fill({ status: 'paid', gift_note: 'For Cleo, with love' }));
});

test('a price that changed meanwhile is said before anything is paid, and confirmed anew', async () => {
	const bowl = await listProduct(ana);
	const id = await start(ben.actor, [bowl, 1]);
	await changeProduct(ana.actor, bowl.id, { price: 2900 });
	await expect(place(ben.actor, id, { expected_total: EUR(2450) })).rejects.toMatchObject({
		code: 'price_changed',
		data: { total: EUR(2900) },
	});
	await expect(
		place(ben.actor, id, { expected_total: { amount: 2900, currency: 'USD' } }),
	).rejects.toMatchObject({ code: 'price_changed' });
	expect(await statusOf(id)).toBe('open');
	expect(await db.selectFrom('payments').select('id').where('checkout_id', '=', id).execute()).toEqual([]);
	expect((await place(ben.actor, id, { expected_total: EUR(2900) })).total).toEqual(EUR(2900));
});

test('what its maker took off the table meanwhile stops the purchase, by its line', async () => {
	const [bowl, mug] = [await listProduct(ana), await listProduct(ana)];
	const id = await start(ben.actor, [bowl, 1], [mug, 1]);
	await removeProduct(ana.actor, mug.id);
	await expect(place(ben.actor, id)).rejects.toMatchObject({
		code: 'invalid_input',
		data: { errors: { 'lines.1': expect.stringContaining('not for sale') } },
	});
	expect(await count(bowl)).toEqual({ on_hand: 3, held: 1 });
});

test('twice with one key, or at once from two tabs, it is one purchase', async () => {
	const bowl = await listProduct(ana);
	const [first, second] = [await start(ben.actor, [bowl, 1]), newId()];
	const same = await Promise.all([place(ben.actor, first, {}, second), place(ben.actor, first, {}, second)]);
	expect(same[0]).toEqual(same[1]);

	const id = await start(ben.actor, [bowl, 1]);
	const tabs = await Promise.all(
		Array.from({ length: 6 }, () => outcomeOf(place(ben.actor, id, {}, newId()))),
	);
	expect(tabs.filter((tab) => tab === 'done')).toHaveLength(1);
	expect(tabs.filter((tab) => tab === 'checkout_ended')).toHaveLength(5);
	const payments = await db.selectFrom('payments').select('id').where('checkout_id', '=', id).execute();
	expect(payments).toHaveLength(1);
});

test('leaving and paying at once is one of the two', async () => {
	for (let round = 0; round < 8; round++) {
		const bowl = await listProduct(ana);
		const id = await start(ben.actor, [bowl, 1]);
		const [placed] = await Promise.all([outcomeOf(place(ben.actor, id)), leaveCheckout(ben.actor, id)]);
		const status = await statusOf(id);
		expect(status).toBe(placed === 'done' ? 'placed' : 'left');
		expect(await count(bowl)).toEqual({ on_hand: 3, held: status === 'placed' ? 1 : 0 });
	}
});

test('another’s checkout is not there; one that ran out says so', async () => {
	const bowl = await listProduct(ana);
	const id = await start(ben.actor, [bowl, 1]);
	await expect(place(anybody(), id)).rejects.toMatchObject({ code: 'not_found' });
	await leaveCheckout(ben.actor, id);
	await expect(place(ben.actor, id)).rejects.toMatchObject({
		code: 'checkout_ended',
		data: { checkout_status: 'left' },
	});
});

test('who has no account says where we may write', async () => {
	const guest = anybody();
	const id = await start(guest, [await listProduct(ana), 1]);
	await expect(place(guest, id)).rejects.toMatchObject({
		code: 'invalid_input',
		data: { errors: { email: 'Say where we may write to you' } },
	});
	await place(guest, id, { email: 'gwen@example.test' });
	const order = await db
		.selectFrom('orders')
		.select('email')
		.where('checkout_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(order.email).toBe('gwen@example.test');
});

test('placed and not paid in time, its stock is free again', async () => {
	const bowl = await listProduct(ana, { stock: 1 });
	const id = await start(ben.actor, [bowl, 1]);
	await place(ben.actor, id, { payment: card('4000000000000002') });
	await chargeCheckout(id);
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db.updateTable('orders').set({ payment_due_at: past }).where('checkout_id', '=', id).execute();
	await db.updateTable('holds').set({ expires_at: past }).where('checkout_id', '=', id).execute();
	const cleo = anybody();
	await start(cleo, [bowl, 1]);
	const order = await db
		.selectFrom('orders')
		.select('status')
		.where('checkout_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(order.status).toBe('expired');
});
