import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import type { Refusal } from '#lib/refusal.ts';
import { ensureShop } from '../steps.ts';
import { signUp, type Person } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import type { CouponInput } from '../../coupon-schema.ts';
import { makeCoupon } from '../make-coupon.ts';
import { findCoupon } from '../queries/coupons.ts';
import { stopCoupon } from '../stop-coupon.ts';
import { buyerKeyOf, giveBackCoupons, redeemAgain, redeemCoupon, redeemCoupons } from './coupons.ts';

async function shopOf(name = 'ana') {
	const person = await signUp(name);
	const shop = await transaction((tx) => ensureShop(tx, person.actor));
	return { ...person, shop };
}

const make = (person: Person, coupon: Partial<CouponInput> = {}) =>
	makeCoupon(person.actor, {
		code: 'Welcome10',
		kind: 'percent',
		value: 1000,
		minimum: 0,
		ends_at: null,
		max_uses: null,
		max_uses_per_buyer: null,
		...coupon,
	});

const redeem = (couponId: string, email = `${newId()}@example.test`, orderId = newId()) =>
	transaction((tx) => redeemCoupon(tx, { couponId, orderId, buyerKey: buyerKeyOf(email), discount: 245 }));

const why = (work: Promise<unknown>) =>
	work.then(
		() => 'taken',
		(error: Refusal) => `${error.code}: ${String(error.data['coupon'])}`,
	);

async function count(couponId: string) {
	const { used } = await db
		.selectFrom('coupons')
		.select('used')
		.where('id', '=', couponId)
		.executeTakeFirstOrThrow();
	const kept = await db
		.selectFrom('coupon_redemptions')
		.select('order_id')
		.where('coupon_id', '=', couponId)
		.where('given_back_at', 'is', null)
		.execute();
	expect(kept).toHaveLength(used);
	return used;
}

test('forty buyers at once for five uses: five have it, and hear nothing of each other', async () => {
	const { id } = await make(await shopOf(), { max_uses: 5 });
	const tries = await Promise.all(Array.from({ length: 40 }, () => outcomeOf(redeem(id))));
	expect(tries.filter((outcome) => outcome === 'done')).toHaveLength(5);
	expect(tries.filter((outcome) => outcome === 'coupon_not_valid')).toHaveLength(35);
	expect(await count(id)).toBe(5);
});

test('one buyer ten times at once, in capitals and without: as often as one buyer may', async () => {
	const { id } = await make(await shopOf(), { max_uses_per_buyer: 2 });
	const spellings = ['ben@example.test', ' Ben@Example.test', 'BEN@EXAMPLE.TEST'];
	const tries = await Promise.all(Array.from({ length: 10 }, (_, at) => why(redeem(id, spellings[at % 3]))));
	expect(tries.filter((outcome) => outcome === 'taken')).toHaveLength(2);
	expect(tries.filter((outcome) => outcome === 'coupon_not_valid: buyer')).toHaveLength(8);
	expect(await count(id)).toBe(2);
	expect(await why(redeem(id, 'cleo@example.test'))).toBe('taken');
});

test('a coupon that does not hold says which way', async () => {
	const ana = await shopOf();
	const hour = (by: number) => new Date(Date.now() + by * 3_600_000).toISOString();
	const later = await make(ana, { code: 'LATER', starts_at: hour(1) });
	expect(await why(redeem(later.id))).toBe('coupon_not_valid: not_yet');
	const over = await make(ana, { code: 'OVER', starts_at: hour(-2), ends_at: hour(1) });
	await db
		.updateTable('coupons')
		.set({ ends_at: new Date(hour(-1)) })
		.where('id', '=', over.id)
		.execute();
	expect(await why(redeem(over.id))).toBe('coupon_not_valid: over');
	const stopped = await make(ana, { code: 'STOPPED' });
	await stopCoupon(ana.actor, stopped.id);
	expect(await why(redeem(stopped.id))).toBe('coupon_not_valid: stopped');
	const once = await make(ana, { code: 'ONCE', max_uses: 1 });
	expect(await why(redeem(once.id))).toBe('taken');
	expect(await why(redeem(once.id))).toBe('coupon_not_valid: used_up');
	expect(await why(redeem(newId()))).toBe('coupon_not_valid: unknown');
	for (const { id } of [later, over, stopped]) expect(await count(id)).toBe(0);
});

test('an order that ends unpaid gives its use back, once; money that comes late takes it again while there is one', async () => {
	const ana = await shopOf();
	const { id } = await make(ana, { max_uses: 1 });
	const late = newId();
	await redeem(id, 'ben@example.test', late);
	await transaction((tx) => giveBackCoupons(tx, [late, newId()]));
	await transaction((tx) => giveBackCoupons(tx, [late]));
	expect(await count(id)).toBe(0);
	expect(await transaction((tx) => redeemAgain(tx, [late]))).toBe(true);
	expect(await transaction((tx) => redeemAgain(tx, [late]))).toBe(true);
	expect(await count(id)).toBe(1);
	await transaction((tx) => giveBackCoupons(tx, [late]));
	await redeem(id, 'cleo@example.test');
	expect(await transaction((tx) => redeemAgain(tx, [late]))).toBe(false);
	expect(await count(id)).toBe(1);
});

test('late money does not bring back the use that its buyer has spent on another order meanwhile', async () => {
	const { id } = await make(await shopOf(), { max_uses: 5, max_uses_per_buyer: 1 });
	const [first, second] = [newId(), newId()];
	await redeem(id, 'ben@example.test', first);
	await transaction((tx) => giveBackCoupons(tx, [first]));
	await redeem(id, 'ben@example.test', second);
	expect(await transaction((tx) => redeemAgain(tx, [first]))).toBe(false);
	expect(await count(id)).toBe(1);
	await transaction((tx) => giveBackCoupons(tx, [second]));
	expect(await transaction((tx) => redeemAgain(tx, [first]))).toBe(true);
	expect(await count(id)).toBe(1);
});

test('an order has one coupon, and a refused purchase uses none', async () => {
	const ana = await shopOf();
	const [first, second] = [
		await make(ana, { code: 'FIRST' }),
		await make(ana, { code: 'SECOND', max_uses: 1 }),
	];
	const [buyerKey, discount] = [buyerKeyOf('ben@example.test'), 100];
	await redeem(second.id);
	const both = [second, first].map(({ id }) => ({ couponId: id, orderId: newId(), buyerKey, discount }));
	expect(await why(transaction((tx) => redeemCoupons(tx, both)))).toBe('coupon_not_valid: used_up');
	expect(await count(first.id)).toBe(0);
	const orderId = newId();
	await redeem(first.id, 'ben@example.test', orderId);
	await expect(redeem(first.id, 'ben@example.test', orderId)).rejects.toThrow('Duplicate');
	expect(await count(first.id)).toBe(1);
});

test('a code is found without regard to case, and only in its own shop', async () => {
	const [ana, cleo] = [await shopOf(), await shopOf('cleo')];
	const { id } = await make(ana);
	expect(await findCoupon(ana.shop.id, ' wELCOME10 ')).toMatchObject({ id, state: 'running', value: 1000 });
	expect(await findCoupon(cleo.shop.id, 'WELCOME10')).toBeNull();
	await expect(make(ana, { code: 'welcome10' })).rejects.toMatchObject({
		data: { errors: { code: 'You have given out this code before' } },
	});
	await expect(stopCoupon(cleo.actor, id)).rejects.toMatchObject({ code: 'not_found' });
});
