import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { sequenceOnce } from '#events/server/sequence.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { setBasketLine } from '#orders/server/set-basket-line.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { buyerKeyOf, redeemCoupon } from '#shops/server/steps/coupons.ts';
import { buy, listProduct, signUp, type Person } from '#testing/cast.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { completeOrder } from '#orders/server/complete-order.ts';
import { shipOrder } from '#orders/server/ship-order.ts';
import { payOutOrder } from '#payments/server/pay-out-order.ts';
import { setPayoutAccount } from '#shops/server/set-payout-account.ts';
import type { Story } from '#testing/corruption.ts';
import { corruptions } from '#testing/corruptions.ts';
import { nobody } from '#testing/nobody.ts';
import { checkPromises } from './check-promises.ts';

/*
 * A small market with a past: an order that was paid, one that waits, one that was cancelled and refunded, one that was sent and paid out. The promises hold of
 * it; then each is broken by hand, once, and must be named. (Other tests leave their own things in the same database: only what
 * belongs to this market counts here.)
 */
const story = {} as Story;

beforeAll(async () => {
	const [ana, ben] = [await signUp('ana'), await signUp('ben')];
	const bowl = await listProduct(ana, { stock: 9 });
	const paid = (await buy(ben.actor, [{ product_id: bowl.id, quantity: 1 }])).orders[0]!.id;
	const cancelled = (await buy(ben.actor, [{ product_id: bowl.id, quantity: 1 }])).orders[0]!.id;
	await cancelOrder(ana.actor, cancelled, 'It cracked in the kiln');
	const refund = await db
		.selectFrom('refunds')
		.select('id')
		.where('order_id', '=', cancelled)
		.executeTakeFirstOrThrow();
	await refundPayment({ refund_id: refund.id });
	const [coupon, foreignCoupon] = [await couponOf(ana), await couponOf(await sellerNamed('cleo'))];
	const redemption = { couponId: coupon, orderId: paid, buyerKey: buyerKeyOf(ben.email), discount: 245 };
	await transaction((tx) => redeemCoupon(tx, redemption));
	const sent = (await buy(ben.actor, [{ product_id: bowl.id, quantity: 2 }])).orders[0]!.id;
	await acceptOrder(ana.actor, sent);
	await shipOrder(ana.actor, sent, { carrier: 'bpost' });
	await completeOrder(ben.actor, sent);
	await setPayoutAccount(ana.actor, 'acct_ana');
	await payOutOrder({ order_id: sent });
	const payout = await db
		.selectFrom('payouts')
		.select('id')
		.where('order_id', '=', sent)
		.executeTakeFirstOrThrow();
	while ((await sequenceOnce()) > 0);
	const payment = await db
		.selectFrom('payments')
		.innerJoin('orders', 'orders.checkout_id', 'payments.checkout_id')
		.select('payments.id')
		.where('orders.id', '=', paid)
		.executeTakeFirstOrThrow();
	await setBasketLine(ben.actor, { variant_id: bowl.variants[0]!.id, quantity: 1 });
	Object.assign(story, {
		ana: ana.actor.id,
		ben: ben.actor.id,
		variant: bowl.variants[0]!.id,
		product: bowl.id,
		paid,
		cancelled,
		payment: payment.id,
		refund: refund.id,
		coupon,
		foreignCoupon,
		sent,
		payout: payout.id,
	});
});

async function sellerNamed(name: string): Promise<Person> {
	const person = await signUp(name);
	await listProduct(person);
	return person;
}

async function couponOf(person: Person): Promise<string> {
	const terms = { code: 'ONCE-EACH', kind: 'percent' as const, value: 1000, minimum: 0, ends_at: null };
	return (await makeCoupon(person.actor, { ...terms, max_uses: 9, max_uses_per_buyer: 1 })).id;
}

/** Promises that are broken by something of this story. */
async function broken(): Promise<string[]> {
	const ids = Object.values(story);
	const lines = await db
		.selectFrom('order_lines')
		.select('id')
		.where('order_id', 'in', [story.paid, story.cancelled, story.sent])
		.execute();
	const holds = await db
		.selectFrom('holds')
		.select('id')
		.where(
			'line_id',
			'in',
			lines.map((row) => row.id),
		)
		.execute();
	const ours = [...ids, ...lines.map((row) => row.id), ...holds.map((row) => row.id)];
	const all = await checkPromises({ limit: 10_000 });
	return all
		.filter(({ offenders }) =>
			offenders.some(({ who, what }) => ours.some((id) => `${who} ${what}`.includes(id))),
		)
		.map(({ id }) => id);
}

test('an honest market breaks no promise', async () => {
	expect(await broken()).toEqual([]);
});

for (const { id, what, plant, mend } of corruptions) {
	test(`${id} names ${what}`, async () => {
		await plant(story).execute(db);
		try {
			const named =
				id === 'D1'
					? (await checkPromises({ limit: 10_000 }))
							.filter((one) => one.offenders.some(({ who }) => who.includes(nobody)))
							.map((one) => one.id)
					: await broken();
			expect(named).toContain(id);
		} finally {
			await mend(story).execute(db);
		}
		expect(await broken()).toEqual([]);
	});
}

const ofTheWhole: [string, string, () => Promise<() => Promise<unknown>>][] = [
	[
		'E1',
		'an event missing from the log',
		async () => {
			const middle = await db
				.selectFrom('events')
				.select('gseq')
				.orderBy('gseq')
				.limit(1)
				.offset(3)
				.executeTakeFirstOrThrow();
			await sql`update events set gseq = gseq + 1000000 where gseq = ${middle.gseq}`.execute(db);
			return () =>
				sql`update events set gseq = gseq - 1000000 where gseq = ${middle.gseq + 1_000_000}`.execute(db);
		},
	],
	[
		'E2',
		'a stream with a hole',
		async () => {
			const stream = `shop:%`;
			const place = await db
				.selectFrom('event_streams')
				.selectAll()
				.where('stream', 'like', stream)
				.where('sseq', '=', 2)
				.limit(1)
				.executeTakeFirstOrThrow();
			await db.deleteFrom('event_streams').where('stream', '=', place.stream).where('sseq', '=', 2).execute();
			return () => db.insertInto('event_streams').values(place).execute();
		},
	],
	[
		'J5',
		'somebody who waits for what can be bought',
		async () => {
			const { ben, product, variant } = story;
			await sql`insert into stock_alerts (id, user_id, product_id, variant_id, created_at)
				values (${newId()}, ${ben}, ${product}, ${variant}, date_sub(now(3), interval 1 hour))`.execute(db);
			const shift = (hours: number) =>
				sql`update stock_movements set created_at = date_add(created_at, interval ${hours} hour) where variant_id = ${variant}`.execute(
					db,
				);
			await shift(-1);
			return async () => {
				await shift(1);
				await db.deleteFrom('stock_alerts').where('user_id', '=', ben).execute();
			};
		},
	],
	[
		'L2',
		'money from nowhere',
		async () => {
			const one = sql`order_id = ${story.sent} and account = 'buyers'`;
			await sql`update ledger_entries set amount = amount + 1 where ${one}`.execute(db);
			return () => sql`update ledger_entries set amount = amount - 1 where ${one}`.execute(db);
		},
	],
	[
		'J2',
		'a chore given up without a reason',
		async () => {
			const id = newId();
			await sql`insert into chores (id, kind, ref, data, status, due_at, created_at) values (${id}, 'send-order-receipt', ${id}, '{}', 'dead', now(3), now(3))`.execute(
				db,
			);
			return () => db.deleteFrom('chores').where('id', '=', id).execute();
		},
	],
	[
		'J1',
		'a chore that waits and nobody knows why',
		async () => {
			const id = newId();
			const hourAgo = sql<Date>`date_sub(now(3), interval 1 hour)`;
			await db
				.insertInto('chores')
				.values({ id, kind: 'send-order-receipt', ref: id, data: '{}', due_at: hourAgo, created_at: hourAgo })
				.execute();
			return () => db.deleteFrom('chores').where('id', '=', id).execute();
		},
	],
];

for (const [id, what, plant] of ofTheWhole) {
	test(`${id} names ${what}`, async () => {
		const before =
			(await checkPromises({ limit: 10_000 })).find((promise) => promise.id === id)?.offenders.length ?? 0;
		const mend = await plant();
		try {
			const after =
				(await checkPromises({ limit: 10_000 })).find((promise) => promise.id === id)?.offenders.length ?? 0;
			expect(after).toBeGreaterThan(before);
		} finally {
			await mend();
		}
	});
}
