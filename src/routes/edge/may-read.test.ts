import { expect, test } from 'vitest';
import { suspendUser } from '#activity/server/suspend-user.ts';
import { takeDownProduct } from '#activity/server/take-down-product.ts';
import { restoreProduct } from '#activity/server/restore-product.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readStream } from '#events/server/tail.ts';
import { buy, chargeCheckout, listProduct, placeOrderFor, signUp, signUpAdmin } from '#testing/cast.ts';
import { payAgain } from '#orders/server/pay-again.ts';
import { mayRead } from './may-read.ts';

const DECLINED = '4000000000000002';

async function told(stream: string) {
	while ((await sequenceOnce()) > 0);
	return await readStream(stream, 0, 500);
}

test('what the market hides is told to its maker and to admins alone, and comes back to everybody', async () => {
	const [ana, ben, dana] = [await signUp('ana'), await signUp('ben'), await signUpAdmin()];
	const bowl = await listProduct(ana);
	const stream = `product:${bowl.id}`;
	const readers = [null, ben.actor, ana.actor, dana.actor];
	const ask = () => Promise.all(readers.map((reader) => mayRead(reader, stream)));
	expect(await ask()).toEqual([true, true, true, true]);
	await takeDownProduct(dana.actor, bowl.id, 'Shows where somebody lives');
	expect(await ask()).toEqual([false, false, true, true]);
	await restoreProduct(dana.actor, bowl.id, 'Mended');
	expect(await ask()).toEqual([true, true, true, true]);
	expect(JSON.stringify(await told(stream))).not.toContain('somebody lives');
	expect((await told(stream)).map((event) => event.actor_id)).toEqual([null, null, null]);
	await suspendUser(dana.actor, ana.actor.id, 'For a while');
	expect((await ask()).slice(0, 2)).toEqual([false, false]);
});

test('a seller reads of an order once it is paid, and nothing of the cards that were declined before', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const item = { product_id: (await listProduct(ana)).id, quantity: 1 };
	const checkout = await placeOrderFor(ben.actor, [item], { card: DECLINED });
	const stream = `order:${checkout.orders[0]!.id}`;
	await chargeCheckout(checkout.id);
	expect(await mayRead(ana.actor, stream)).toBe(false);
	await payAgain(ben.actor, checkout.orders[0]!.id, { method: 'sandbox', card: '4242424242424242' });
	await chargeCheckout(checkout.id);
	expect(await mayRead(ana.actor, stream)).toBe(true);
	expect(await mayRead(cleo.actor, stream)).toBe(false);
	expect((await told(stream)).map((event) => event.type)).toEqual(['order.placed', 'order.paid']);
	expect((await told(`user:${ben.actor.id}`)).map((event) => event.type)).toContain('payment.declined');
});

test('nobody reads what is said to the processes, or another’s streams', async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana);
	const checkout = await buy(ben.actor, [{ product_id: bowl.id, quantity: 1 }]);
	for (const stream of ['system', 'admin', `user:${ben.actor.id}`, 'shop:', 'product:', '__proto__', ''])
		expect(await mayRead(ana.actor, stream)).toBe(false);
	for (const stream of [`shop:${bowl.shop.id}`, `user:${ana.actor.id}`])
		expect(await mayRead(ben.actor, stream)).toBe(false);
	expect(await mayRead(null, `order:${checkout.orders[0]!.id}`)).toBe(false);
});
