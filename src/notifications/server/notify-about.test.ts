import { expect, test } from 'vitest';
import { takeEffects } from '#events/server/effects.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readStream } from '#events/server/tail.ts';
import { withContext } from '#lib/server/context.ts';
import { db } from '#lib/server/db.ts';
import { newId } from '#lib/ids.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { buy, listProduct, signUp, type Person } from '#testing/cast.ts';
import { markRead } from './mark-read.ts';
import { latest, readBell, unreadCount } from './queries.ts';
import { notifyAbout } from './steps.ts';

async function tellAll(): Promise<void> {
	while ((await sequenceOnce()) > 0);
	while ((await takeEffects(notifyAbout)) > 0);
	while ((await sequenceOnce()) > 0);
}
const kindsOf = async (person: Person) =>
	(await latest(person.actor.id)).items.map((item) => item.kind).reverse();
const as = <T>(person: Person, run: () => Promise<T>) =>
	withContext({ requestId: newId(), actorId: person.actor.id }, run);

async function sold() {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana);
	const checkout = await buy(ben.actor, [{ product_id: bowl.id, quantity: 1 }]);
	return { ana, ben, order: checkout.orders[0]! };
}

test('each side is told what the other did, and nobody what they did themselves', async () => {
	const { ana, ben, order } = await sold();
	await tellAll();
	expect(await kindsOf(ana)).toEqual(['order.paid']);
	expect(await kindsOf(ben)).toEqual([]);

	await as(ana, () => acceptOrder(ana.actor, order.id));
	await as(ana, () => cancelOrder(ana.actor, order.id, 'The glaze cracked'));
	await tellAll();
	expect(await kindsOf(ana)).toEqual(['order.paid']);
	expect(await kindsOf(ben)).toEqual(['order.accepted', 'order.cancelled']);
	const [news] = (await latest(ben.actor.id)).items;
	expect(news).toMatchObject({ href: `/orders/${order.id}`, read: false });
	expect(news!.body).toContain('The glaze cracked');
});

test('the same event read again rings no second time, and each bell row is one event of its owner', async () => {
	const { ana } = await sold();
	await tellAll();
	await db.updateTable('consumer_cursors').set({ gseq: 0 }).where('name', '=', 'effects').execute();
	await tellAll();
	expect(await unreadCount(ana.actor.id)).toBe(1);
	const rung = (await readStream(`user:${ana.actor.id}`, 0, 100)).filter(
		(event) => event.type === 'notification.added',
	);
	expect(rung).toHaveLength(1);
});

test('marking read is for one’s own, up to where one has read, and tells one’s other pages', async () => {
	const { ana, ben, order } = await sold();
	await as(ana, () => acceptOrder(ana.actor, order.id));
	await tellAll();
	const [anas] = (await latest(ana.actor.id)).items;
	expect(await markRead(ben.actor, '7'.padEnd(26, 'z'))).toBe(1);
	expect(await unreadCount(ana.actor.id)).toBe(1);
	expect(await markRead(ana.actor, anas!.id)).toBe(1);
	expect(await markRead(ana.actor, anas!.id)).toBe(0);
	await tellAll();
	const bell = await readBell(ana.actor.id);
	expect(bell).toMatchObject({ unread: 0, items: [{ id: anas!.id, read: true }] });
	const stream = await readStream(`user:${ana.actor.id}`, 0, 100);
	expect(stream.filter((event) => event.type === 'notification.read')).toHaveLength(1);
});
