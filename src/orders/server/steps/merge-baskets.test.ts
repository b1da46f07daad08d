import { expect, test } from 'vitest';
import { becomeMember } from '#accounts/server/become-member.ts';
import { login } from '#accounts/server/login.ts';
import { register } from '#accounts/server/register.ts';
import { newId } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { buy, listProduct, passBy, signUp, someAddress } from '#testing/cast.ts';
import { contents, put } from '#testing/baskets.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { MOST_BASKET_LINES } from '../../basket.ts';
import { countBasket, readBasket } from '../queries/basket.ts';
import { removeBasketLine } from '../remove-basket-line.ts';
import { setBasketLine } from '../set-basket-line.ts';
import { mergeBaskets } from './merge-baskets.ts';

const visit = () => ({ address: someAddress(), userAgent: 'Marketday tests' });

test('signing in brings the guest’s basket along: the larger number, never the sum', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const things = await Promise.all(
		['a', 'b', 'c', 'd', 'e'].map((name) => listProduct(ana, { name, stock: 9 })),
	);
	const [a, b, c, d, e] = things.map((thing) => thing.variants[0]!.id) as [
		string,
		string,
		string,
		string,
		string,
	];
	await put(guest, things[0]!, 3);
	await put(guest, things[1]!, 1);
	await put(guest, things[2]!, 2, true);
	await put(guest, things[3]!, 1);
	await put(ben.actor, things[1]!, 4);
	await put(ben.actor, things[3]!, 2, true);
	await put(ben.actor, things[4]!, 5);
	const bring = () =>
		login({ email: ben.email, password: ben.password }, visit(), (tx, userId) =>
			mergeBaskets(tx, guest.id, userId),
		);
	await Promise.all([bring(), bring(), bring()]);
	// d was saved by Ben, but the guest wants it now.
	expect(await contents(ben.actor)).toEqual({ [a]: '3', [b]: '4', [c]: 'later 2', [d]: '2', [e]: '5' });
	expect(await contents(guest)).toEqual({});
	await bring();
	expect((await readBasket(ben.actor)).pieces).toBe(14);
});

test('two people who sign in from one browser at once share nothing out twice', async () => {
	const [ana, ben, cleo, { guest }] = [
		await signUp('ana'),
		await signUp('ben'),
		await signUp('cleo'),
		await passBy(),
	];
	const bowl = await listProduct(ana);
	await put(guest, bowl, 2);
	const bring = (id: string) => transaction((tx) => mergeBaskets(tx, guest.id, id));
	await Promise.all([bring(ben.actor.id), bring(cleo.actor.id), bring(ben.actor.id)]);
	const counts = [await countBasket(ben.actor), await countBasket(cleo.actor), await countBasket(guest)];
	expect(counts.sort()).toEqual([0, 0, 2]);
});

test('registering brings it along, too; one’s own wares are left, and what finds no place waits', async () => {
	const [ana, { guest }] = [await signUp('ana'), await passBy()];
	const variants = Array.from({ length: MOST_BASKET_LINES }, (_, n) => ({
		options: { No: String(n) },
		stock: 1,
	}));
	const [many, bowl] = [await listProduct(await signUp('mia'), { variants }), await listProduct(ana)];
	await put(guest, bowl, 1);
	await setBasketLine(guest, { variant_id: many.variants[0]!.id, quantity: 1 });
	await transaction((tx) => mergeBaskets(tx, guest.id, ana.actor.id));
	expect(await contents(ana.actor)).toEqual({ [many.variants[0]!.id]: '1' });
	expect(await contents(guest)).toEqual({ [bowl.variants[0]!.id]: '1' });

	const username = `gwen-${newId().slice(-12)}`;
	const papers = { username, email: `${username}@example.test`, password: 'a bowl of warm clay' };
	const made = await register(papers, visit(), (tx, userId) => mergeBaskets(tx, guest.id, userId));
	const gwen = { id: made.user.id };
	expect(await contents(gwen)).toEqual({ [bowl.variants[0]!.id]: '1' });

	for (const { id } of many.variants.slice(1)) await setBasketLine(gwen, { variant_id: id, quantity: 1 });
	const last = await listProduct(ana, { name: 'One more' });
	await put(guest, last, 1);
	await transaction((tx) => mergeBaskets(tx, guest.id, gwen.id));
	expect((await contents(gwen))[last.variants[0]!.id]).toBe('later 1');
});

test('a guest who became a member takes the basket along; the old cookie neither reads, fills nor empties it', async () => {
	const [ana, ben, { guest }] = [await signUp('ana'), await signUp('ben'), await passBy()];
	const bowl = await listProduct(ana, { stock: 9 });
	await buy(guest, [{ product_id: bowl.id, quantity: 1 }]);
	await put(guest, bowl, 2);
	const username = `gwen-${newId().slice(-12)}`;
	await becomeMember(
		guest,
		{ username, email: `${username}@example.test`, password: 'a bowl of warm clay' },
		visit(),
	);
	expect(await contents({ id: guest.id })).toEqual({ [bowl.variants[0]!.id]: '2' });
	expect([await contents(guest), await countBasket(guest)]).toEqual([{}, 0]);
	expect(await outcomeOf(put(guest, bowl, 5))).toBe('not_found');
	expect(await outcomeOf(removeBasketLine(guest, bowl.variants[0]!.id))).toBe('not_found');
	await transaction((tx) => mergeBaskets(tx, guest.id, ben.actor.id));
	expect(await contents(ben.actor)).toEqual({});
	expect(await contents({ id: guest.id })).toEqual({ [bowl.variants[0]!.id]: '2' });
});
