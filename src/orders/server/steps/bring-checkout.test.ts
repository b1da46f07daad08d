import { expect, test } from 'vitest';
import type { Shopper } from '#accounts/actor.ts';
import { login } from '#accounts/server/login.ts';
import { register } from '#accounts/server/register.ts';
import type { ProductView } from '#catalog/product.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { booksAreRight } from '#testing/books.ts';
import { listProduct, passBy, signUp, someAddress, someStreet, type Person } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { placeCheckout } from '../place-checkout.ts';
import { findCheckout } from '../queries/open-checkout.ts';
import { startCheckout } from '../start-checkout.ts';
import { bringCheckout } from './bring-checkout.ts';

const visit = () => ({ address: someAddress(), userAgent: 'Marketday tests' });
async function start(shopper: Shopper, product: ProductView, quantity = 1): Promise<string> {
	const items = [{ product_id: product.id, quantity }];
	return JSON.parse((await startCheckout(shopper, { items })).body).id;
}
const signIn = (person: Person, guest: Shopper) =>
	login({ email: person.email, password: person.password }, visit(), (tx, userId) =>
		bringCheckout(tx, guest.id, userId),
	);
const checkout = (id: string) =>
	db
		.selectFrom('checkouts')
		.select(['user_id', 'open_for', 'status', 'expires_at', 'extensions'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
const holdsOf = (id: string) =>
	db
		.selectFrom('holds')
		.select(['id', 'status', 'quantity', 'expires_at'])
		.where('checkout_id', '=', id)
		.execute();
const count = async (product: ProductView) => (await booksAreRight([product.variants[0]!.id]))[0]!;

test('signing in takes the open checkout along: the same holds, the same time, and the member pays', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const bowl = await listProduct(ana, { stock: 2 });
	const id = await start(guest, bowl, 2);
	const before = [await checkout(id), await holdsOf(id)];
	await Promise.all([signIn(ben, guest), signIn(ben, guest)]);
	expect([await checkout(id), await holdsOf(id)]).toEqual([
		{ ...before[0], user_id: ben.actor.id, open_for: ben.actor.id },
		before[1],
	]);
	expect(await outcomeOf(findCheckout(guest, id))).toBe('not_found');
	// It is Ben's in every way: another of his takes the pieces over, since nobody is in their own way.
	const next = await start(ben.actor, bowl, 2);
	expect((await checkout(id)).status).toBe('left');
	const payment = { method: 'sandbox' as const, card: '4242424242424242' };
	await placeCheckout(ben.actor, next, { shipping_address: someStreet, payment });
	expect(await count(bowl)).toEqual({ on_hand: 2, held: 2 });
});

test('so does making an account; an old cookie moves nothing', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const bowl = await listProduct(ana);
	const id = await start(guest, bowl);
	const papers = () => {
		const username = `gwen-${newId().slice(-12)}`;
		return { username, email: `${username}@example.test`, password: 'a bowl of warm clay' };
	};
	const { user } = await register(papers(), visit(), (tx, userId) => bringCheckout(tx, guest.id, userId));
	expect(await checkout(id)).toMatchObject({ user_id: user.id, open_for: user.id, status: 'open' });

	// Whoever had it has become a member meanwhile.
	const other = (await passBy()).guest;
	const own = await start(other, bowl);
	await db.updateTable('users').set({ status: 'active' }).where('id', '=', other.id).execute();
	await signIn(ben, other);
	expect(await checkout(own)).toMatchObject({ user_id: other.id, status: 'open' });
});

test('who has a checkout open keeps it: the guest’s ends, its pieces are free, and its page is theirs to read', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const [bowl, mug] = [await listProduct(ana), await listProduct(ana)];
	const kept = await start(ben.actor, bowl);
	const ended = await start(guest, mug, 3);
	await signIn(ben, guest);
	expect(await checkout(kept)).toMatchObject({ open_for: ben.actor.id, status: 'open' });
	expect(await checkout(ended)).toMatchObject({ user_id: ben.actor.id, open_for: null, status: 'left' });
	expect([await count(bowl), await count(mug)]).toEqual([
		{ on_hand: 3, held: 1 },
		{ on_hand: 3, held: 0 },
	]);
	expect((await findCheckout(ben.actor, ended)).status).toBe('left');
});

test('one’s own wares are not bought; a checkout that ran out is in nobody’s way', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const bowl = await listProduct(ana);
	const id = await start(guest, bowl);
	await signIn(ana, guest);
	expect(await checkout(id)).toMatchObject({ status: 'left' });
	expect(await count(bowl)).toEqual({ on_hand: 3, held: 0 });

	const old = await start(ben.actor, bowl);
	const past = new Date(Date.now() - 60_000);
	await db.updateTable('checkouts').set({ expires_at: past }).where('id', '=', old).execute();
	const fresh = await start(guest, bowl);
	await signIn(ben, guest);
	expect([(await checkout(old)).status, (await checkout(fresh)).open_for]).toEqual(['expired', ben.actor.id]);
});

test('if the sign-in comes to nothing, so does the move', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const id = await start(guest, await listProduct(ana));
	const moved = transaction(async (tx) => {
		await bringCheckout(tx, guest.id, ben.actor.id);
		throw new Error('no session');
	});
	await expect(moved).rejects.toThrow('no session');
	expect(await checkout(id)).toMatchObject({ user_id: guest.id, open_for: guest.id });
});
