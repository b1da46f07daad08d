import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { ProductView } from '#catalog/product.ts';
import { withContext } from '#lib/server/context.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, listProduct, placeOrderFor, signUp, someAddress, type Person } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { MOST_EXTENSIONS } from '../checkout.ts';
import { expireCheckouts } from './expire-checkouts.ts';
import { extendCheckout } from './extend-checkout.ts';
import { leaveCheckout } from './leave-checkout.ts';
import { startCheckout, type StartedCheckout } from './start-checkout.ts';

let ana: Person;
beforeAll(async () => {
	ana = await signUp('ana');
});

const bowls = (stock: number) => listProduct(ana, { stock });
const variantOf = (product: ProductView) => product.variants[0]!.id;
const one = (product: ProductView, quantity = 1) => ({ variant_id: variantOf(product), quantity });

async function start(
	shopper: { id: string },
	items: ReturnType<typeof one>[],
	{ take, key }: { take?: 'available'; key?: string } = {},
): Promise<StartedCheckout> {
	const answer = await startCheckout(shopper, { items, ...(take && { take }) }, key);
	return JSON.parse(answer.body) as StartedCheckout;
}

const statusOf = async (id: string) =>
	(await db.selectFrom('checkouts').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;

const held = async (product: ProductView) => (await booksAreRight([variantOf(product)]))[0]!.held;

/** Its time has run out, by the database's clock; nobody has looked yet. */
async function runOut(id: string) {
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db.updateTable('checkouts').set({ expires_at: past }).where('id', '=', id).execute();
	await db.updateTable('holds').set({ expires_at: past }).where('checkout_id', '=', id).execute();
}

test('a checkout holds the last bowl; leaving gives it to the next at once', async () => {
	const bowl = await bowls(1);
	const [ben, cleo] = [anybody(), anybody()];
	const checkout = await start(ben, [one(bowl)]);
	const refused = await start(cleo, [one(bowl)]).catch((error: unknown) => error);
	expect(refused).toMatchObject({
		code: 'sold_out',
		data: {
			lines: [{ variant_id: variantOf(bowl), wanted: 1, available: 0 }],
			errors: { 'items.0.quantity': 'Sold out' },
		},
	});
	await leaveCheckout(ben, checkout.id);
	expect(await statusOf(checkout.id)).toBe('left');
	expect((await start(cleo, [one(bowl)])).lines).toHaveLength(1);
	// Left once is left.
	await leaveCheckout(ben, checkout.id);
	expect(await held(bowl)).toBe(1);
});

test('a buyer’s second tab is never blocked by the first: the pieces go over', async () => {
	const bowl = await bowls(2);
	const ben = anybody();
	const first = await start(ben, [one(bowl, 2)]);
	const second = await start(ben, [one(bowl, 2)]);
	expect(await statusOf(first.id)).toBe('left');
	expect(await held(bowl)).toBe(2);
	await expect(extendCheckout(ben, first.id)).rejects.toMatchObject({ code: 'checkout_ended' });
	// Nor is a purchase past the checkout.
	await placeOrderFor(ben, [one(bowl, 2)]);
	expect(await statusOf(second.id)).toBe('left');
	expect(await held(bowl)).toBe(2);
});

test('ten tabs at once are one open checkout', async () => {
	const bowl = await bowls(3);
	const ben = anybody();
	await Promise.all(Array.from({ length: 10 }, () => outcomeOf(start(ben, [one(bowl, 3)]))));
	const open = await db.selectFrom('checkouts').select('id').where('open_for', '=', ben.id).execute();
	expect(open).toHaveLength(1);
	expect(await held(bowl)).toBe(3);
});

test('the same key is the same checkout, double click or not', async () => {
	const bowl = await bowls(5);
	const ben = anybody();
	const key = newId();
	const all = await Promise.all(Array.from({ length: 5 }, () => start(ben, [one(bowl)], { key })));
	expect(new Set(all.map(({ id }) => id)).size).toBe(1);
	await expect(start(ben, [one(bowl, 2)], { key })).rejects.toMatchObject({ code: 'key_reused' });
	expect(await held(bowl)).toBe(1);
});

test('what falls short is told line by line, and what there is can be taken', async () => {
	const [bowl, mug, vase] = [await bowls(2), await bowls(0), await bowls(9)];
	const ben = anybody();
	const wanted = [one(bowl), one(mug), one(bowl, 3), one(vase, 4)];
	await expect(start(ben, wanted)).rejects.toMatchObject({
		code: 'sold_out',
		data: {
			errors: {
				'items.0.quantity': 'Only 2 left',
				'items.1.quantity': 'Sold out',
				'items.2.quantity': 'Only 2 left',
			},
		},
	});
	expect([await held(bowl), await held(vase)]).toEqual([0, 0]);
	const got = await start(ben, wanted, { take: 'available' });
	expect(got.lines.map((line) => [line.variant_id, line.quantity])).toEqual([
		[variantOf(bowl), 1],
		[variantOf(bowl), 1],
		[variantOf(vase), 4],
	]);
	await expect(start(anybody(), [one(mug)], { take: 'available' })).rejects.toMatchObject({
		code: 'sold_out',
	});
});

test('forty people take what there is of seven at once: all seven are held, and nobody is told less than the truth', async () => {
	const bowl = await bowls(7);
	const outcomes = await Promise.all(
		Array.from({ length: 40 }, () => outcomeOf(start(anybody(), [one(bowl)], { take: 'available' }))),
	);
	expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(7);
	expect(await held(bowl)).toBe(7);
});

test('it is extended ten times and not an eleventh, and each time it ends later', async () => {
	const bowl = await bowls(1);
	const ben = anybody();
	let last = await start(ben, [one(bowl)]);
	const { id } = last;
	for (let n = 1; n <= MOST_EXTENSIONS; n++) {
		const next = await extendCheckout(ben, id);
		expect(next.extensions_left).toBe(MOST_EXTENSIONS - n);
		expect(Date.parse(next.expires_at) - Date.parse(last.expires_at)).toBe(180_000);
		last = { ...last, ...next };
	}
	await expect(extendCheckout(ben, id)).rejects.toMatchObject({ code: 'not_possible' });
	await expect(extendCheckout(anybody(), id)).rejects.toMatchObject({ code: 'not_found' });
	await expect(leaveCheckout(anybody(), id)).rejects.toMatchObject({ code: 'not_found' });
});

test('with every worker dead the next buyer’s try frees what ran out', async () => {
	const bowl = await bowls(1);
	const [ben, cleo] = [anybody(), anybody()];
	const first = await start(ben, [one(bowl)]);
	await runOut(first.id);
	expect((await start(cleo, [one(bowl)])).lines).toHaveLength(1);
	expect(await statusOf(first.id)).toBe('expired');
	await expect(extendCheckout(ben, first.id)).rejects.toMatchObject({
		code: 'checkout_ended',
		data: { checkout_status: 'expired' },
	});
});

test('the clock frees it, too, once; a buyer who is still there may extend until then', async () => {
	const bowl = await bowls(1);
	const ben = anybody();
	const { id } = await start(ben, [one(bowl)]);
	await runOut(id);
	const { expires_at } = await extendCheckout(ben, id);
	expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + 170_000);
	await runOut(id);
	await Promise.all([expireCheckouts(), expireCheckouts()]);
	expect(await statusOf(id)).toBe('expired');
	expect(await held(bowl)).toBe(0);
});

test('who holds a thing for long without buying it must let others have a chance', async () => {
	const bowl = await bowls(5);
	const ben = anybody();
	const { id } = await start(ben, [one(bowl)]);
	await leaveCheckout(ben, id);
	await db
		.updateTable('holds')
		.set({ created_at: sql<Date>`date_sub(now(3), interval 46 minute)` })
		.where('checkout_id', '=', id)
		.execute();
	const refused = await start(ben, [one(bowl)]).catch((error: unknown) => error);
	expect(refused).toMatchObject({ code: 'hold_cap' });
	expect(JSON.stringify((refused as { data: unknown }).data)).toContain('items.0.quantity');
	// Another thing may be held, and the same by another.
	await start(ben, [one(await bowls(1))]);
	await start(anybody(), [one(bowl)]);
});

test('one buyer, and one network, hold only so much of one thing; the cap is said', async () => {
	const bowl = await listProduct(ana, { stock: 900 });
	const ben = anybody();
	await placeOrderFor(ben, [one(bowl, 150)]);
	await expect(start(ben, [one(bowl, 60)])).rejects.toMatchObject({
		code: 'hold_cap',
		data: {
			errors: {
				'items.0.quantity': 'One buyer may hold at most 200 of “A bowl with a celadon glaze” at once',
			},
		},
	});
	const near = <T>(run: () => Promise<T>) => withContext({ requestId: newId(), address }, run);
	const address = someAddress();
	for (let n = 0; n < 3; n++) await near(() => start(anybody(), [one(bowl, 200)]));
	await expect(near(() => start(anybody(), [one(bowl, 1)]))).rejects.toMatchObject({ code: 'hold_cap' });
	await start(anybody(), [one(bowl, 1)]);
});
