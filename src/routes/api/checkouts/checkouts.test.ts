import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { saveAddress } from '#accounts/server/save-address.ts';
import { listProduct, signUp, someStreet } from '#testing/cast.ts';
import { POST as start } from './+server.ts';
import { POST as place } from './[id]/place/+server.ts';
import { POST as quote } from './[id]/quote/+server.ts';

async function call(handler: typeof start, as: Actor, body: unknown, id = '') {
	const url = new URL(`http://localhost/api/checkouts/${id}`);
	const headers = { 'content-type': 'application/json' };
	const request = new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
	const locals = { actor: as, requestId: 'test', address: '::1' };
	const answer = await handler({ request, url, params: { id }, locals } as unknown as RequestEvent);
	return { status: answer.status, body: await answer.json() };
}

test('a program prices and buys with an address of its book, and is told by field what it gave wrongly', async () => {
	const [ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
	const entry = { ...someStreet, label: '', is_default: false };
	const own = (await saveAddress(ben.actor, entry)).id;
	const foreign = (await saveAddress(cleo.actor, entry)).id;
	const items = [{ product_id: (await listProduct(ana)).id, quantity: 1 }];
	const { id } = (await call(start, ben.actor, { items })).body;
	const payment = { method: 'sandbox', card: '4242424242424242' };

	const wrong: [Record<string, unknown>, string][] = [
		[{}, 'shipping_address'],
		[{ address_id: own, shipping_address: someStreet }, 'address_id'],
		[{ address_id: foreign }, 'address_id'],
		[{ address_id: 'home' }, 'address_id'],
		[{ address_id: own, save_address: true }, 'save_address'],
		[{ shipping_address: someStreet, save_address: 'yes' }, 'save_address'],
	];
	for (const [where, field] of wrong) {
		const { status, body } = await call(place, ben.actor, { ...where, payment }, id);
		expect([status, Object.keys(body.errors), where]).toEqual([422, [field], where]);
	}
	for (const [where, field] of [
		[{}, 'country'],
		[{ country: 'BE', address_id: own }, 'address_id'],
		[{ address_id: foreign }, 'address_id'],
	] as const) {
		const { status, body } = await call(quote, ben.actor, where, id);
		expect([status, Object.keys(body.errors)]).toEqual([422, [field]]);
	}
	const priced = await call(quote, ben.actor, { address_id: own }, id);
	expect(priced).toMatchObject({ status: 200, body: { country: 'BE', total: { amount: 2450 } } });
	expect((await call(place, cleo.actor, { address_id: foreign, payment }, id)).status).toBe(404);
	const bought = await call(place, ben.actor, { address_id: own, payment }, id);
	expect(bought).toMatchObject({ status: 201, body: { id, total: priced.body.total } });
});
