/** Where a checkout goes: written out, or from the buyer's address book. */
import { beforeAll, expect, test } from 'vitest';
import type { Shopper } from '#accounts/actor.ts';
import { addressesOf } from '#accounts/server/queries/address-book.ts';
import { saveAddress } from '#accounts/server/save-address.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { listProduct, passBy, signUp, someStreet, type Person } from '#testing/cast.ts';
import { placeCheckout } from './place-checkout.ts';
import { quoteCheckout } from './queries/open-checkout.ts';
import { startCheckout } from './start-checkout.ts';

let ana: Person, ben: Person, cleo: Person;
beforeAll(async () => {
	[ana, ben, cleo] = [await signUp('ana'), await signUp('ben'), await signUp('cleo')];
});

const payment = { method: 'sandbox' as const, card: '4242424242424242' };
const inBook = async (person: Person, line1: string) =>
	(await saveAddress(person.actor, { ...someStreet, line1, label: '', is_default: false })).id;
async function start(shopper: Shopper): Promise<string> {
	const items = [{ product_id: (await listProduct(ana)).id, quantity: 1 }];
	return JSON.parse((await startCheckout(shopper, { items })).body).id;
}
const goesTo = async (checkoutId: string) =>
	(
		await db.selectFrom('orders').select('shipping_address').where('checkout_id', '=', checkoutId).execute()
	).map((order) => JSON.parse(order.shipping_address));

test('an address of the book is copied into the order, and counts as used', async () => {
	const home = await inBook(ben, '1 Home Street');
	const work = await inBook(ben, '2 Work Street');
	const id = await start(ben.actor);
	expect((await quoteCheckout(ben.actor, id, { address_id: work })).priced.country).toBe('BE');
	await placeCheckout(ben.actor, id, { address_id: work, payment });
	expect(await goesTo(id)).toEqual([{ ...someStreet, line1: '2 Work Street' }]);
	const book = await addressesOf(ben.actor.id);
	expect(book.map((saved) => [saved.id, saved.last_used_at !== null])).toEqual([
		[home, false],
		[work, true],
	]);
});

test('another’s address is refused by its field: nothing is written, nothing is held differently', async () => {
	const foreign = await inBook(ben, '3 Secret Street');
	const refusal = {
		code: 'invalid_input',
		data: { errors: { address_id: 'This is not in your address book' } },
	};
	const { guest } = await passBy();
	for (const shopper of [cleo.actor, guest]) {
		const id = await start(shopper);
		const email = 'cleo@example.test';
		for (const address_id of [foreign, newId()]) {
			await expect(placeCheckout(shopper, id, { email, address_id, payment })).rejects.toMatchObject(refusal);
			await expect(quoteCheckout(shopper, id, { address_id })).rejects.toMatchObject(refusal);
		}
		expect(await goesTo(id)).toEqual([]);
		const { status } = await db
			.selectFrom('checkouts')
			.select('status')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(status).toBe('open');
	}
});

test('a new address is kept when that is wished, once; a guest has no book', async () => {
	const street = { ...someStreet, line1: '4 New Street' };
	for (const save_address of [undefined, true, true])
		await placeCheckout(cleo.actor, await start(cleo.actor), {
			shipping_address: street,
			payment,
			...(save_address && { save_address }),
		});
	expect((await addressesOf(cleo.actor.id)).map((saved) => saved.line1)).toEqual(['4 New Street']);
	const { guest } = await passBy();
	const id = await start(guest);
	const email = 'gwen@example.test';
	await placeCheckout(guest, id, { email, shipping_address: street, save_address: true, payment });
	expect(await goesTo(id)).toEqual([street]);
	expect(await addressesOf(guest.id)).toEqual([]);
});

test('what is refused for its price keeps nothing in the book', async () => {
	const shipping_address = { ...someStreet, line1: '5 Dear Street' };
	const expected_total = { amount: 1, currency: 'EUR' };
	const input = { shipping_address, save_address: true, payment, expected_total };
	await expect(placeCheckout(ben.actor, await start(ben.actor), input)).rejects.toMatchObject({
		code: 'price_changed',
	});
	expect((await addressesOf(ben.actor.id)).map((saved) => saved.line1)).not.toContain('5 Dear Street');
});
