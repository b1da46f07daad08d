import { expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { findUser, sessionIsLive } from '#accounts/server/queries.ts';
import { findAnyProduct, findProduct } from '#catalog/server/queries.ts';
import { createProduct } from '#catalog/server/create-product.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { buy, signUp, signUpAdmin } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { findOrder } from '#orders/server/queries.ts';
import { cancelOrder } from './cancel-order.ts';
import { deleteProduct } from './delete-product.ts';
import { deleteUser } from './delete-user.ts';
import { editProduct } from './edit-product.ts';
import { editUser } from './edit-user.ts';
import { readAudit } from './queries/audit.ts';
import { reinstateUser } from './reinstate-user.ts';
import { restoreProduct } from './restore-product.ts';
import { retryChore } from './retry-chore.ts';
import { setUserRole } from './set-user-role.ts';
import { suspendUser } from './suspend-user.ts';
import { takeDownProduct } from './take-down-product.ts';

const actsOn = async (id: string) =>
	(await readAudit({ q: '', cursor: undefined }, id)).items.map((row) => [row.act, row.actor_id, row.reason]);

async function listed(actor: Actor) {
	const category = { id: newId(), name: 'Ceramics', slug: 'ceramics', position: 1 };
	await db.insertInto('categories').ignore().values(category).execute();
	return await createProduct(actor, {
		name: 'Celadon bowl',
		description: 'Thrown and glazed by hand.',
		price: 2450,
		category: 'ceramics',
		stock: 3,
	});
}

test('Dana suspends, reinstates, edits, promotes and deletes Ben: one line of the audit log for each', async () => {
	const [dana, ben] = [await signUpAdmin(), await signUp('ben')];
	const id = ben.actor.id;
	await suspendUser(dana.actor, id, 'sells factory goods');
	expect(await sessionIsLive(ben.actor.sessionId!)).toBe(false);
	await reinstateUser(dana.actor, id, 'was a mistake');
	await editUser(dana.actor, id, { town: 'Ghent' });
	await setUserRole(dana.actor, id, 'admin', 'helps on Sundays');
	await deleteUser(dana.actor, id, 'asked for it');
	expect(await actsOn(id)).toEqual([
		['delete-user', dana.actor.id, 'asked for it'],
		['set-user-role', dana.actor.id, 'helps on Sundays'],
		['edit-user', dana.actor.id, null],
		['reinstate-user', dana.actor.id, 'was a mistake'],
		['suspend-user', dana.actor.id, 'sells factory goods'],
	]);
	expect(await findUser(id)).toMatchObject({ status: 'deleted', email: '', role: 'user' });
	// What was taken away from the account does not live on in the log.
	const { items } = await readAudit({ q: '', cursor: undefined }, id);
	expect(JSON.stringify(items)).not.toContain(ben.email);
});

test('Dana takes Ana’s bowl down, mends it, puts it back and deletes it', async () => {
	const [dana, ana] = [await signUpAdmin(), await signUp('ana')];
	const bowl = await listed(ana.actor);
	await takeDownProduct(dana.actor, bowl.id, 'the picture is another’s');
	expect(await findProduct(bowl.id)).toBeNull();
	await editProduct(dana.actor, bowl.id, { name: 'Blue bowl' });
	await restoreProduct(dana.actor, bowl.id, 'the picture is hers');
	expect(await findProduct(bowl.id)).toMatchObject({ name: 'Blue bowl', stock: 3 });
	await deleteProduct(dana.actor, bowl.id, 'recalled');
	expect(await findAnyProduct(bowl.id)).toMatchObject({ status: 'removed' });
	expect((await actsOn(bowl.id)).map(([act]) => act)).toEqual([
		'delete-product',
		'restore-product',
		'edit-product',
		'take-down-product',
	]);
});

test('what is refused leaves no line', async () => {
	const [dana, ben] = [await signUpAdmin(), await signUp('ben')];
	await expect(reinstateUser(dana.actor, ben.actor.id, 'not even shut')).rejects.toMatchObject({
		code: 'not_possible',
	});
	await expect(retryChore(dana.actor, newId())).rejects.toMatchObject({ code: 'not_possible' });
	await expect(editUser(dana.actor, ben.actor.id, { username: dana.actor.username })).rejects.toMatchObject({
		data: { errors: { username: expect.any(String) } },
	});
	expect(await actsOn(ben.actor.id)).toEqual([]);
});

test('an admin cannot shut, demote or delete himself', async () => {
	const dana = await signUpAdmin();
	const id = dana.actor.id;
	for (const deed of [
		suspendUser(dana.actor, id, 'tired'),
		setUserRole(dana.actor, id, 'user', 'tired'),
		deleteUser(dana.actor, id, 'tired'),
	])
		await expect(deed).rejects.toMatchObject({ code: 'not_possible' });
	expect(await findUser(id)).toMatchObject({ status: 'active', role: 'admin' });
});

test('whoever is no admin any more does nothing, whatever the request still says', async () => {
	const [dana, other, ben] = [await signUpAdmin(), await signUpAdmin('dora'), await signUp('ben')];
	await suspendUser(dana.actor, other.actor.id, 'left the team');
	await expect(suspendUser(other.actor, ben.actor.id, 'revenge')).rejects.toMatchObject({
		code: 'not_found',
	});
	await expect(suspendUser(ben.actor, dana.actor.id, 'revenge')).rejects.toMatchObject({ code: 'not_found' });
	expect(await findUser(ben.actor.id)).toMatchObject({ status: 'active' });
});

test('two admins who demote each other at once: one stays', async () => {
	const [dana, other] = [await signUpAdmin(), await signUpAdmin('dora')];
	const results = await Promise.allSettled([
		setUserRole(dana.actor, other.actor.id, 'user', 'duel'),
		setUserRole(other.actor, dana.actor.id, 'user', 'duel'),
	]);
	expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
	const roles = await Promise.all([dana, other].map(async ({ actor }) => (await findUser(actor.id))?.role));
	expect(roles.sort()).toEqual(['admin', 'user']);
});

test('what a suspended maker can no longer send, an admin takes back: the money goes back, the reason is told', async () => {
	const [ana, ben, dana] = [await signUp('ana'), await signUp('ben'), await signUpAdmin()];
	const bowl = await listed(ana.actor);
	const [order] = (await buy(ben.actor, [{ product_id: bowl.id, quantity: 1 }])).orders;
	await acceptOrder(ana.actor, order!.id);
	await suspendUser(dana.actor, ana.actor.id, 'Sells what is not hers');
	expect(await outcomeOf(deleteUser(dana.actor, ana.actor.id, 'Gone'))).toBe('not_possible');
	expect(await outcomeOf(cancelOrder(ben.actor, order!.id, 'I am no admin'))).toBe('not_found');
	await cancelOrder(dana.actor, order!.id, 'The maker is suspended');
	expect(await findOrder(ben.actor, order!.id)).toMatchObject({
		status: 'cancelled',
		refund: { amount: order!.total },
	});
	expect(await actsOn(order!.id)).toEqual([['cancel-order', dana.actor.id, 'The maker is suspended']]);
	expect(await outcomeOf(cancelOrder(dana.actor, order!.id, 'Once more'))).toBe('not_possible');
	await deleteUser(dana.actor, ana.actor.id, 'Gone');
});
