import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simpleParser } from 'mailparser';
import { adjustStock } from '#catalog/server/adjust-stock.ts';
import { removeProduct } from '#catalog/server/remove-product.ts';
import { takeEffects } from '#events/server/effects.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { expireOrders } from '#orders/server/expire-orders.ts';
import { listProduct, placeOrderFor, signUp, type Person } from '#testing/cast.ts';
import { eventually } from '#testing/eventually.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { openSmtpSink, type SmtpSink } from '#testing/smtp-sink.ts';
import { askToBeTold, MOST_ALERTS } from './ask-to-be-told.ts';
import { forgetAlert } from './forget-alert.ts';
import { sendStockAlert } from './jobs.ts';
import { latest } from './queries.ts';
import { stockAlertsOf } from './queries/stock-alerts.ts';
import { notifyAbout, ring } from './steps.ts';
import { sweepStockAlerts, tellAllWaiting, tellWaiting } from './tell-waiting.ts';

let sink: SmtpSink;
beforeAll(async () => {
	sink = await openSmtpSink();
});
afterAll(async () => await sink?.close());

/** Ana's last bowl lies in Cleo's checkout, and Ben waits for it. */
async function lastBowlHeld() {
	const [ana, ben, cleo] = await Promise.all([signUp('ana'), signUp('ben'), signUp('cleo')]);
	const bowl = await listProduct(ana, { stock: 1 });
	const variant = bowl.variants[0]!.id;
	const checkout = await placeOrderFor(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	const alert = await askToBeTold(ben.actor, variant);
	return { ana, ben, cleo, bowl, variant, alert, order: checkout.orders[0]! };
}

/** What a worker does about what was recorded: the chores of this product. */
async function tell(productId: string): Promise<number> {
	while ((await sequenceOnce()) > 0);
	while ((await takeEffects(notifyAbout)) > 0);
	const chores = await db
		.selectFrom('chores')
		.select('data')
		.where('kind', '=', 'tell-waiting')
		.where('data', 'like', `%${productId}%`)
		.execute();
	for (const { data } of chores) await tellWaiting(JSON.parse(data) as { product_ids: string[] });
	return chores.length;
}
const toldTo = async (person: Person) =>
	(await latest(person.actor.id)).items.filter((item) => item.kind === 'stock.freed');

test('Cleo takes her order back, and Ben is told once by bell and mail; asking again waits anew', async () => {
	const { ben, cleo, bowl, variant, alert, order } = await lastBowlHeld();
	expect(await askToBeTold(ben.actor, variant)).toMatchObject({ id: alert.id, fresh: false });
	await tell(bowl.id);
	expect(await toldTo(ben)).toEqual([]);
	expect((await stockAlertsOf(ben.actor.id)).map((one) => one.id)).toEqual([alert.id]);

	await cancelOrder(cleo.actor, order.id);
	expect(await tell(bowl.id)).toBe(2);
	await Promise.all([tellWaiting({ product_ids: [bowl.id] }), tellAllWaiting()]);
	expect(await toldTo(ben)).toMatchObject([
		{ title: 'A bowl with a celadon glaze can be bought again', href: bowl.url },
	]);
	expect(await stockAlertsOf(ben.actor.id)).toEqual([]);

	await sendStockAlert({ alert_id: alert.id });
	await sendStockAlert({ alert_id: alert.id });
	const [letter, ...more] = sink.takenBy(ben.email);
	expect(more).toEqual([]);
	const mail = await simpleParser(letter!.raw);
	expect(mail.subject).toBe('A bowl with a celadon glaze can be bought again');
	expect(mail.text).toContain(bowl.url);

	await placeOrderFor(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	const again = await askToBeTold(ben.actor, variant);
	expect(again.id).not.toBe(alert.id);
	expect(await toldTo(ben)).toHaveLength(1);
});

test('what is sold out again when the chore comes is told to nobody, and they go on waiting', async () => {
	const { ben, cleo, bowl, order } = await lastBowlHeld();
	await cancelOrder(cleo.actor, order.id);
	await placeOrderFor(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	await tell(bowl.id);
	expect(await toldTo(ben)).toEqual([]);
	expect(await stockAlertsOf(ben.actor.id)).toHaveLength(1);
});

test('sold out again between bell and letter: no letter that is not true', async () => {
	const { ben, cleo, bowl, alert, order } = await lastBowlHeld();
	await cancelOrder(cleo.actor, order.id);
	await tell(bowl.id);
	expect(await toldTo(ben)).toHaveLength(1);
	await placeOrderFor(cleo.actor, [{ product_id: bowl.id, quantity: 1 }]);
	await sendStockAlert({ alert_id: alert.id });
	expect(sink.takenBy(ben.email)).toEqual([]);
});

/** Ana's jumper in two sizes, none of which is left; Ben waits for S, Cleo for M. */
async function bothSizesGone() {
	const [ana, ben, cleo] = await Promise.all([signUp('ana'), signUp('ben'), signUp('cleo')]);
	const variants = ['S', 'M'].map((size) => ({ options: { Size: size }, stock: 0 }));
	const jumper = await listProduct(ana, { variants });
	const [small, medium] = jumper.variants.map(({ id }) => id) as [string, string];
	const [{ id: benWaits }, { id: cleoWaits }] = [
		await askToBeTold(ben.actor, small),
		await askToBeTold(cleo.actor, medium),
	];
	const more = (variantId: string) => adjustStock(ana.actor, { productId: jumper.id, variantId, by: 1 });
	return { ben, cleo, jumper, small, medium, benWaits, cleoWaits, more };
}

test('one is told of the size one waits for, and not of another', async () => {
	const { ben, cleo, jumper, medium, more } = await bothSizesGone();
	await more(medium);
	await tell(jumper.id);
	expect([(await toldTo(ben)).length, (await toldTo(cleo)).length]).toEqual([0, 1]);
	expect(await stockAlertsOf(ben.actor.id)).toHaveLength(1);
});

test('what is sold while others are being told is looked at again, and told to nobody', async () => {
	const { ben, cleo, jumper, small, medium, benWaits, cleoWaits, more } = await bothSizesGone();
	await more(small);
	await more(medium);
	let telling: Promise<void> | undefined;
	// Bell rows that are not committed hold up whoever would write the same, of whichever size comes first.
	const held = transaction(async (tx) => {
		for (const [person, alertId] of [[ben, benWaits] as const, [cleo, cleoWaits] as const])
			await ring(tx, {
				...{ userId: person.actor.id, kind: 'stock.freed', subjectId: alertId },
				...{ title: 'Held up', body: '', href: '/' },
			});
		telling = tellWaiting({ product_ids: [jumper.id] });
		await eventually('the telling waits for the bell', async () => {
			const { rows } = await sql`select 1 from information_schema.processlist
				where db = database() and info like 'insert into \`notifications\`%'`.execute(db);
			return rows.length > 0;
		});
		// Sold in one statement: the telling waits for a lock no longer than any transaction.
		await db
			.updateTable('stock')
			.set({ held: sql`on_hand` })
			.where('variant_id', 'in', [small, medium])
			.execute();
		throw new Refusal('gone');
	});
	await expect(held).rejects.toThrow(Refusal);
	await telling;
	const told = [await toldTo(ben), await toldTo(cleo)].flat().length;
	const waiting = [await stockAlertsOf(ben.actor.id), await stockAlertsOf(cleo.actor.id)].flat().length;
	// The one that was looked at before the sale may have been told.
	expect([told, waiting]).toEqual(told === 0 ? [0, 2] : [1, 1]);
});

test('a checkout that lapses and a maker’s new pieces are told of, too; fewer pieces are not', async () => {
	const lapsed = await lastBowlHeld();
	const past = sql<Date>`date_sub(now(3), interval 1 second)`;
	await db.updateTable('orders').set({ payment_due_at: past }).where('id', '=', lapsed.order.id).execute();
	await expireOrders();
	await tell(lapsed.bowl.id);
	expect(await toldTo(lapsed.ben)).toHaveLength(1);

	const { ana, ben, bowl, variant } = await lastBowlHeld();
	const change = { productId: bowl.id, variantId: variant };
	await adjustStock(ana.actor, { ...change, by: 2 });
	expect(await tell(bowl.id)).toBe(2);
	expect(await toldTo(ben)).toHaveLength(1);
	await adjustStock(ana.actor, { ...change, by: -2 });
	expect(await tell(bowl.id)).toBe(2);
});

test('nobody is told of what is hidden, nor is anybody who is suspended; the clockwork makes up for it later', async () => {
	const { ben, cleo, bowl, order } = await lastBowlHeld();
	const eva = await signUp('eva');
	await askToBeTold(eva.actor, bowl.variants[0]!.id);
	const set = (status: string) =>
		db.updateTable('users').set({ status }).where('id', '=', eva.actor.id).execute();
	await set('suspended');
	await cancelOrder(cleo.actor, order.id);
	await tell(bowl.id);
	expect([await toldTo(ben), await toldTo(eva)]).toMatchObject([[{}], []]);
	await set('active');
	await tellAllWaiting();
	expect(await toldTo(eva)).toHaveLength(1);

	const hidden = await lastBowlHeld();
	await cancelOrder(hidden.cleo.actor, hidden.order.id);
	await removeProduct(hidden.ana.actor, hidden.bowl.id);
	await tell(hidden.bowl.id);
	await tellAllWaiting();
	expect(await toldTo(hidden.ben)).toEqual([]);
	expect(await stockAlertsOf(hidden.ben.actor.id)).toMatchObject([{ shown: false }]);
});

test('a hundred who wait, told by three workers at once, hear of it once each', async () => {
	const { cleo, bowl, variant, order } = await lastBowlHeld();
	const crowd = Array.from({ length: 100 }, () => newId());
	await db
		.insertInto('users')
		.values(
			crowd.map((id) => ({
				id,
				username: `crowd-${id}`,
				email: `${id}@example.test`,
				email_key: Buffer.from(`${id}@example.test`),
				password_hash: '$argon2id$none',
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
	await db
		.insertInto('stock_alerts')
		.values(
			crowd.map((id) => ({
				id: newId(),
				user_id: id,
				product_id: bowl.id,
				variant_id: variant,
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
	await cancelOrder(cleo.actor, order.id);
	await Promise.all([1, 2, 3].map(() => tellWaiting({ product_ids: [bowl.id] })));
	await tellWaiting({ product_ids: [bowl.id] });
	const told = await db
		.selectFrom('notifications')
		.select('user_id')
		.where('kind', '=', 'stock.freed')
		.where('user_id', 'in', crowd)
		.execute();
	expect(told).toHaveLength(100);
	expect(new Set(told.map((one) => one.user_id)).size).toBe(100);
});

test('one waits for what is there and cannot be bought, for a hundred things at most', async () => {
	const { ana, ben, bowl, variant } = await lastBowlHeld();
	const cup = await listProduct(ana, { name: 'A cup', stock: 2 });
	expect(await outcomeOf(askToBeTold(ben.actor, cup.variants[0]!.id))).toBe('not_possible');
	expect(await outcomeOf(askToBeTold(ana.actor, variant))).toBe('own_product');
	expect(await outcomeOf(askToBeTold(ben.actor, newId()))).toBe('not_found');
	await db
		.insertInto('stock_alerts')
		.values(
			Array.from({ length: MOST_ALERTS - 1 }, () => ({
				id: newId(),
				user_id: ben.actor.id,
				product_id: bowl.id,
				variant_id: newId(),
				created_at: sql<Date>`now(3)`,
			})),
		)
		.execute();
	const jug = await listProduct(ana, { name: 'A jug', stock: 0 });
	expect(await outcomeOf(askToBeTold(ben.actor, jug.variants[0]!.id))).toBe('not_possible');
	await db
		.deleteFrom('stock_alerts')
		.where('user_id', '=', ben.actor.id)
		.where('variant_id', '!=', variant)
		.execute();
	expect(await outcomeOf(askToBeTold(ben.actor, jug.variants[0]!.id))).toBe('done');
});

test('letting go is for one’s own; who has left waits for nothing', async () => {
	const { ben, cleo, alert } = await lastBowlHeld();
	expect(await outcomeOf(forgetAlert(cleo.actor, alert.id))).toBe('not_found');
	await forgetAlert(ben.actor, alert.id);
	expect(await outcomeOf(forgetAlert(ben.actor, alert.id))).toBe('not_found');

	const left = await lastBowlHeld();
	await db.updateTable('users').set({ status: 'deleted' }).where('id', '=', left.ben.actor.id).execute();
	await sweepStockAlerts();
	expect(await stockAlertsOf(left.ben.actor.id)).toEqual([]);
});
