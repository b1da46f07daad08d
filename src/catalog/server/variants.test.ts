import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { checkInput } from '#lib/check-input.ts';
import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { buy, chargeCheckout, listProduct, placeOrderFor, signUp, type Person } from '#testing/cast.ts';
import { productChange, type ProductView } from '../product.ts';
import { changeProduct } from './change-product.ts';
import { findAnyProduct, findProduct } from './queries.ts';

const refused = async (work: Promise<unknown>) => {
	const error = await work.then(
		() => null,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused');
	return error;
};

/** Ana's cup in two sizes and two glazes, three of each. */
async function cup(ana: Person): Promise<ProductView> {
	return await listProduct(ana, {
		name: 'A cup',
		variants: ['Small', 'Large'].flatMap((Size) =>
			['Celadon', 'Ash'].map((Glaze) => ({ options: { Size, Glaze }, stock: 3 })),
		),
	});
}

const asIs = (product: ProductView) =>
	product.variants.map(({ id, options, price }) => ({ id, options, price: price.amount }));

/** Counters as they are, as the movements say, and as the active holds say. */
async function shelf(variantId: string) {
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
	return { on_hand: row.on_hand, held: row.held };
}

test('the options stay in the order their maker wrote them, on the product and on what was bought', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const scarf = await listProduct(ana, {
		variants: [
			{ options: { Width: 'Wide', Yarn: 'Alpaca', A: '1' }, stock: 1 },
			{ options: { A: '2', Yarn: 'Alpaca', Width: 'Wide' }, stock: 1 },
		],
	});
	const inOrder = [
		['Width', 'Yarn', 'A'],
		['Width', 'Yarn', 'A'],
	];
	expect(scarf.variants.map((variant) => Object.keys(variant.options))).toEqual(inOrder);
	const changed = await changeProduct(ana.actor, scarf.id, { variants: asIs(scarf).reverse() });
	expect(changed.variants.map((variant) => Object.keys(variant.options))).toEqual([
		['Width', 'Yarn', 'A'],
		['Width', 'Yarn', 'A'],
	]);
	const bought = await buy(ben.actor, [{ variant_id: scarf.variants[0]!.id, quantity: 1 }]);
	const line = await db
		.selectFrom('order_lines')
		.select('options')
		.where('order_id', '=', bought.orders[0]!.id)
		.executeTakeFirstOrThrow();
	expect(Object.values(JSON.parse(line.options) as object)).toEqual(['Wide', 'Alpaca', '1']);
});

test('what cannot be kept is refused by its field, and nothing of the change is written', async () => {
	const ana = await signUp('ana');
	const [made, other] = [await cup(ana), await listProduct(ana, { name: 'A jug' })];
	const [first, ...rest] = asIs(made);
	const stranger = { id: other.variants[0]!.id, options: { Size: 'Huge', Glaze: 'Ash' }, price: 1 };
	const dollars = { ...first!, price: { amount: 100, currency: 'USD' } };
	const both = await refused(
		changeProduct(ana.actor, made.id, { name: 'Stolen', variants: [dollars, ...rest, stranger] }),
	);
	expect(Object.keys(both.data.errors!).sort()).toEqual(['variants.0.price', 'variants.4.id']);
	const gone = { id: newId(), options: { Size: 'Huge', Glaze: 'Ash' }, price: 1 };
	const missing = await refused(changeProduct(ana.actor, made.id, { variants: [first!, gone] }));
	expect(Object.keys(missing.data.errors!)).toEqual(['variants.1.id']);
	expect(await findAnyProduct(made.id)).toEqual(made);
	expect(await findProduct(other.id)).toEqual(other);
});

test('counts that moved meanwhile are told one by one, and nothing of the change is written', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const made = await cup(ana);
	await buy(ben.actor, [
		{ variant_id: made.variants[0]!.id, quantity: 1 },
		{ variant_id: made.variants[2]!.id, quantity: 2 },
	]);
	const variants = asIs(made).map((variant) => ({ ...variant, price: 9900, stock: 5, stock_was: 3 }));
	const stale = await refused(changeProduct(ana.actor, made.id, { variants }));
	expect(stale.code).toBe('stale');
	expect(stale.data.errors).toEqual({
		'variants.0.stock': 'There are 2 now',
		'variants.2.stock': 'There are 1 now',
	});
	const now = await findProduct(made.id);
	expect(now!.variants.map(({ stock, price }) => [stock, price.amount])).toEqual([
		[2, 2450],
		[3, 2450],
		[1, 2450],
		[3, 2450],
	]);
});

test('a variant that leaves: what is in a checkout stays there and is sold, the rest leaves the shelf', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const made = await cup(ana);
	const leaving = made.variants[0]!.id;
	const sold = await buy(cleo.actor, [{ variant_id: leaving, quantity: 1 }]);
	const waiting = await placeOrderFor(ben.actor, [{ variant_id: leaving, quantity: 1 }]);
	await changeProduct(ana.actor, made.id, { variants: asIs(made).slice(1) });
	expect(await shelf(leaving)).toEqual({ on_hand: 1, held: 1 });
	expect((await findProduct(made.id))!.variants.map((variant) => variant.id)).not.toContain(leaving);

	const late = await refused(placeOrderFor(cleo.actor, [{ variant_id: leaving, quantity: 1 }]));
	expect(late.data.errors).toEqual({ 'items.0.variant_id': 'This is not for sale' });
	await chargeCheckout(waiting.id);
	expect(await shelf(leaving)).toEqual({ on_hand: 0, held: 0 });
	// A cancelled sale goes back to where it came from, which is not on sale.
	await cancelOrder(ana.actor, sold.orders[0]!.id, 'It broke in the kiln');
	expect(await shelf(leaving)).toEqual({ on_hand: 1, held: 0 });
	expect((await findProduct(made.id))!.stock).toBe(9);
	const again = asIs(made).slice(0, 1);
	expect((await refused(changeProduct(ana.actor, made.id, { variants: again }))).data.errors).toHaveProperty(
		'variants.0.id',
	);
});

test('Ana takes a variant away while twelve buy it: who has a piece keeps it, and nobody gets one afterwards', async () => {
	const ana = await signUp('ana');
	const made = await cup(ana);
	const leaving = made.variants[0]!.id;
	await changeProduct(ana.actor, made.id, {
		variants: asIs(made).map((variant, at) => ({ ...variant, ...(at === 0 && { stock: 12, stock_was: 3 }) })),
	});
	const buyers = await Promise.all(Array.from({ length: 12 }, (_, n) => signUp(`buyer${n}`)));
	let left = false;
	const tries = buyers.map(async ({ actor }) => {
		const late = left;
		return await placeOrderFor(actor, [{ variant_id: leaving, quantity: 1 }]).then(
			() => (late ? 'sold afterwards' : 'sold'),
			(error: unknown) => (error instanceof Refusal ? error.code : error),
		);
	});
	const removal = changeProduct(ana.actor, made.id, { variants: asIs(made).slice(1) }).then(() => {
		left = true;
	});
	const answers = await Promise.all(tries);
	await removal;
	const got = answers.filter((answer) => answer === 'sold').length;
	expect(
		answers.filter((answer) => answer !== 'sold' && answer !== 'sold_out' && answer !== 'invalid_input'),
	).toEqual([]);
	expect(await shelf(leaving)).toEqual({ on_hand: got, held: got });
	expect((await refused(placeOrderFor(buyers[0]!.actor, [{ variant_id: leaving, quantity: 1 }]))).code).toBe(
		'invalid_input',
	);
});

test('from one to several and back: the bowl keeps its id, its count and its past', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana);
	const { id } = bowl.variants[0]!;
	await buy(ben.actor, [{ variant_id: id, quantity: 1 }]);
	const several = await changeProduct(ana.actor, bowl.id, {
		variants: [
			{ id, options: { Size: 'Small' }, price: 2450 },
			{ options: { Size: 'Large' }, price: 3450, stock: 4 },
		],
	});
	expect(several.variants.map((variant) => variant.stock)).toEqual([2, 4]);
	const back = await changeProduct(ana.actor, bowl.id, { variants: [{ id, options: {}, price: 2450 }] });
	expect(back).toMatchObject({ stock: 2, variants: [{ id, options: {}, stock: 2 }] });
	expect(await shelf(several.variants[1]!.id)).toEqual({ on_hand: 0, held: 0 });
});

const size = (Size: string) => ({ options: { Size }, price: 1, stock: 1 });
const id = newId();
test.each([
	[
		'four options',
		[{ options: { a: '1', b: '1', c: '1', d: '1' }, price: 1, stock: 1 }],
		'variants.0.options',
	],
	['the same twice', [size('S'), size('S')], 'variants.1.options'],
	['the same in capitals', [size('S'), size('s')], 'variants.1.options'],
	['two options of one name', [{ options: { a: '1', A: '2' }, price: 1, stock: 1 }], 'variants.0.options'],
	['another option', [size('S'), { options: { Glaze: 'Ash' }, price: 1, stock: 1 }], 'variants.1.options'],
	['fifty-one', Array.from({ length: 51 }, (_, n) => size(`s${n}`)), 'variants'],
	['none', [], 'variants'],
	['no count for a new one', [{ options: {}, price: 1 }], 'variants.0.stock'],
	['a count without its old one’s id', [{ ...size('S'), stock_was: 1 }], 'variants.0.stock_was'],
	['an old count and no new one', [{ id, options: {}, price: 1, stock_was: 1 }], 'variants.0.stock_was'],
	[
		'one id twice',
		[
			{ ...size('S'), id },
			{ ...size('M'), id },
		],
		'variants',
	],
	['a longer SKU than fits', [{ ...size('S'), sku: 'x'.repeat(65) }], 'variants.0.sku'],
	['an empty value', [size(' ')], 'variants.0.options.Size'],
	...[-1, 0, 1.5, 1e9, '5', null, NaN, Infinity].map((price): [string, unknown, string] => [
		`a price of ${price}`,
		[{ ...size('S'), price }],
		'variants.0.price',
	]),
	...[-1, 1.5, 1e9, '5', null, NaN].map((stock): [string, unknown, string] => [
		`a stock of ${stock}`,
		[{ ...size('S'), stock }],
		'variants.0.stock',
	]),
] as [string, unknown, string][])('%s is refused by its field', (_, variants, field) => {
	let refusal: unknown;
	try {
		checkInput(productChange, { variants });
	} catch (error) {
		refusal = error;
	}
	expect(refusal).toBeInstanceOf(Refusal);
	expect(Object.keys((refusal as Refusal).data.errors!)).toContain(field);
});
