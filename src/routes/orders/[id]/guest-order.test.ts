import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor, Guest } from '#accounts/actor.ts';
import { becomeMember } from '#accounts/server/become-member.ts';
import { setGuestEmail } from '#accounts/server/steps/guests.ts';
import { newId } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { sign } from '#lib/server/signature.ts';
import { orderReceipt, orderToSeller } from '#notifications/server/letters/order-letters.ts';
import { readOrder } from '#notifications/server/read-order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { buy, listProduct, passBy, signUp, someAddress } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { mayRead } from '../../edge/may-read.ts';
import { orderReader } from './order-reader.ts';

type Who = { actor?: Actor; guest?: Guest };

/** Who opens the page, or the status and place of the answer. */
async function open(id: string, { actor, guest }: Who, key?: string): Promise<string> {
	const url = new URL(`http://localhost/orders/${id}${key === undefined ? '' : `?key=${key}`}`);
	const locals = { actor: actor ?? null, guest: guest ?? null };
	const event = { url, locals, params: { id }, request: new Request(url) };
	try {
		const reader = await orderReader(event as unknown as RequestEvent & { params: { id: string } });
		return `${reader.shopper.id}${reader.key ? ' by the link' : ''}`;
	} catch (thrown) {
		const { status, location } = thrown as { status: number; location?: string };
		return `${status} ${location?.split('?')[0] ?? ''}`.trim();
	}
}

/** Ana has sold a bowl to a guest, and one to Ben. */
async function twoOrders() {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const item = { product_id: (await listProduct(ana)).id, quantity: 1 };
	const [[theirs], [bens]] = [(await buy(guest, [item])).orders, (await buy(ben.actor, [item])).orders];
	return { ana, ben, guest, theirs: theirs!.id, bens: bens!.id };
}

test('a guest reads their own order and hears of it, and of nobody else’s', async () => {
	const { ana, ben, guest, theirs, bens } = await twoOrders();
	const { guest: other } = await passBy();
	expect((await findOrder(guest, theirs)).as).toBe('buyer');
	expect((await findOrder(ana.actor, theirs)).as).toBe('seller');
	for (const stranger of [other, ben.actor] as const)
		expect(await outcomeOf(findOrder(stranger, theirs))).toBe('not_found');
	expect(await outcomeOf(findOrder(guest, bens))).toBe('not_found');
	expect(await outcomeOf(cancelOrder(other, theirs))).toBe('not_found');

	const heard = (reader: Guest) =>
		Promise.all(
			[`order:${theirs}`, `user:${guest.id}`, `order:${bens}`, `user:${ben.actor.id}`, 'admin', 'system'].map(
				(stream) => mayRead(reader, stream),
			),
		);
	expect(await heard(guest)).toEqual([true, true, false, false, false, false]);
	expect(await heard(other)).toEqual([false, false, false, false, false, false]);
	expect(await mayRead(guest, 'market')).toBe(true);

	await cancelOrder(guest, theirs, 'Changed my mind');
	expect((await findOrder(guest, theirs)).status).toBe('cancelled');
});

test('the page opens by the cookie or by the mail’s link, whoever else is signed in; a wrong key opens nothing', async () => {
	const { ben, guest, theirs, bens } = await twoOrders();
	const key = sign('order-link', theirs);
	expect(await open(theirs, { guest })).toBe(guest.id);
	expect(await open(theirs, { guest, actor: ben.actor })).toBe(guest.id);
	expect(await open(bens, { guest, actor: ben.actor })).toBe(ben.actor.id);
	expect(await open(theirs, {}, key)).toBe(`${guest.id} by the link`);
	expect(await open(theirs, { actor: ben.actor }, key)).toBe(`${guest.id} by the link`);
	for (const wrong of ['', 'x', key.slice(1), `${key}x`, sign('guest', theirs), sign('order-link', bens)])
		expect(await open(theirs, {}, wrong), wrong).toBe('404');
	// A member signs in; their order has no such link.
	expect(await open(bens, {}, sign('order-link', bens))).toBe('404');
	expect(await open(theirs, {})).toBe('303 /login');
	expect(await open(bens, { guest })).toBe('303 /login');
	expect(await open(newId(), { guest })).toBe('303 /login');
});

test('cookie and link are over when the guest becomes a member', async () => {
	const { guest, theirs } = await twoOrders();
	const username = `gwen-${newId().slice(-12)}`;
	const papers = { username, email: `${username}@example.test`, password: 'a bowl of warm clay' };
	await becomeMember(guest, papers, { address: someAddress(), userAgent: null });
	expect(await open(theirs, { guest })).toBe('303 /login');
	expect(await open(theirs, {}, sign('order-link', theirs))).toBe('404');
	expect(await mayRead(guest, `order:${theirs}`)).toBe(false);
	expect(await mayRead(guest, `user:${guest.id}`)).toBe(false);
	expect((await findOrder({ id: guest.id }, theirs)).as).toBe('buyer');
});

test('mail to a guest greets them by the name on the parcel and holds the link; to others it does not', async () => {
	const { guest, theirs, bens } = await twoOrders();
	expect((await readOrder(theirs))?.buyer).toBeNull();
	await transaction((tx) => setGuestEmail(tx, guest.id, 'gwen@example.test'));
	const order = (await readOrder(theirs))!;
	expect(order.buyer).toMatchObject({ name: 'Ben Buyer', address: 'gwen@example.test', guest: true });
	const link = `/orders/${theirs}?key=${sign('order-link', theirs)}`;
	expect(JSON.stringify(orderReceipt(order))).toContain(link);
	expect(JSON.stringify(orderToSeller(order))).not.toContain('key=');
	expect(JSON.stringify(orderReceipt((await readOrder(bens))!))).not.toContain('key=');
});
