/**
 * Invariant: a coupon's `used` is the number of its redemptions that were not given back, and never more than it may be used,
 * in all and by one buyer. The conditional UPDATE decides who gets the last use; it also locks the coupon, under which the
 * buyer's own uses are counted. Without it two buyers would both read "4 of 5".
 *
 * Lock order: coupons in ascending id, before any stock. A hot coupon stays locked until COMMIT, so redeem as late as the
 * order of locks allows.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { record } from '#events/server/record.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { COUPON_TROUBLES, type CouponTrouble } from '../../coupon.ts';
import { couponState, usesOfBuyer } from '../queries/coupons.ts';

/** Who counts as one buyer: whoever has that email address, with an account or without. */
export function buyerKeyOf(email: string): Buffer {
	return createHash('sha256').update(email.trim().normalize('NFC').toLowerCase()).digest();
}

export type Redemption = {
	couponId: string;
	orderId: string;
	buyerKey: Buffer;
	/** All that it spares the buyer, delivery included; minor units. */
	discount: number;
};

/** @throws {Refusal} coupon_not_valid by `coupons.<shop>`, with `coupon` saying why */
export async function redeemCoupons(tx: Tx, redemptions: Redemption[]): Promise<void> {
	for (const redemption of redemptions.toSorted((a, b) => (a.couponId < b.couponId ? -1 : 1)))
		await redeemCoupon(tx, redemption);
}

/** One of them; several in one transaction go through `redeemCoupons`, which keeps the order of locks. */
export async function redeemCoupon(tx: Tx, redemption: Redemption): Promise<void> {
	const { couponId, orderId, buyerKey, discount } = redemption;
	const counted = await tx
		.updateTable('coupons')
		.set({ used: sql`used + 1`, version: sql`version + 1` })
		.where('id', '=', couponId)
		.where('active', '=', 1)
		.where('starts_at', '<=', sql<Date>`now(3)`)
		.where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', sql<Date>`now(3)`)]))
		.where((eb) => eb.or([eb('max_uses', 'is', null), eb('used', '<', eb.ref('max_uses'))]))
		.executeTakeFirst();
	const coupon = await readCoupon(tx, couponId);
	if (counted.numUpdatedRows !== 1n)
		throw couponRefusal(coupon?.shop_id ?? '', await troubleOf(tx, couponId));
	const most = coupon!.max_uses_per_buyer;
	if (most !== null && (await usesOfBuyer(couponId, buyerKey, tx)) >= most)
		throw couponRefusal(coupon!.shop_id, 'buyer');
	await tx
		.insertInto('coupon_redemptions')
		.values({
			coupon_id: couponId,
			order_id: orderId,
			buyer_key: buyerKey,
			discount_amount: discount,
			redeemed_at: sql<Date>`now(3)`,
		})
		.execute();
	await tell(tx, 'coupon.redeemed', coupon!);
}

/** Frees the uses of orders that ended unpaid; what was given back already, or never redeemed, is left alone. */
export async function giveBackCoupons(tx: Tx, orderIds: string[]): Promise<void> {
	for (const { order_id, coupon_id } of await lockRedemptions(tx, orderIds)) {
		const given = await tx
			.updateTable('coupon_redemptions')
			.set({ given_back_at: sql<Date>`now(3)` })
			.where('order_id', '=', order_id)
			.where('given_back_at', 'is', null)
			.executeTakeFirst();
		if (given.numUpdatedRows !== 1n) continue;
		await tx
			.updateTable('coupons')
			.set({ used: sql`used - 1`, version: sql`version + 1` })
			.where('id', '=', coupon_id)
			.execute();
		await tell(tx, 'coupon.given_back', (await readCoupon(tx, coupon_id))!);
	}
}

/**
 * Counts the coupons of these orders again whose uses were given back, for money that came late. The window does not matter:
 * the buyer had redeemed it in time. Answers false, and changes nothing, when one of them has no use left, in all or for
 * this buyer; the price cannot be kept then.
 */
export async function redeemAgain(tx: Tx, orderIds: string[]): Promise<boolean> {
	const redemptions = (await lockRedemptions(tx, orderIds)).filter((one) => one.given_back_at !== null);
	for (const { coupon_id, buyer_key } of redemptions) {
		const coupon = (await readCoupon(tx, coupon_id))!;
		const same = redemptions.filter((one) => one.coupon_id === coupon_id).length;
		if (coupon.max_uses !== null && coupon.used + same > coupon.max_uses) return false;
		const most = coupon.max_uses_per_buyer;
		if (most !== null && (await usesOfBuyer(coupon_id, buyer_key, tx)) + same > most) return false;
	}
	for (const { order_id, coupon_id } of redemptions) {
		await tx
			.updateTable('coupon_redemptions')
			.set({ given_back_at: null })
			.where('order_id', '=', order_id)
			.execute();
		await tx
			.updateTable('coupons')
			.set({ used: sql`used + 1`, version: sql`version + 1` })
			.where('id', '=', coupon_id)
			.execute();
		await tell(tx, 'coupon.redeemed', (await readCoupon(tx, coupon_id))!);
	}
	return true;
}

/** The redemptions of these orders, by coupon, with their coupons locked in ascending id. */
async function lockRedemptions(tx: Tx, orderIds: string[]) {
	if (orderIds.length === 0) return [];
	const read = () =>
		tx
			.selectFrom('coupon_redemptions')
			.select(['order_id', 'coupon_id', 'buyer_key', 'given_back_at'])
			.where('order_id', 'in', orderIds)
			.orderBy('coupon_id')
			.orderBy('order_id')
			.execute();
	const couponIds = [...new Set((await read()).map((one) => one.coupon_id))];
	if (couponIds.length === 0) return [];
	await tx
		.selectFrom('coupons')
		.select('id')
		.where('id', 'in', couponIds)
		.orderBy('id')
		.forUpdate()
		.execute();
	// Read again: what another transaction did before it let go of the coupon counts.
	return await read();
}

type CouponRow = NonNullable<Awaited<ReturnType<typeof readCoupon>>>;

async function readCoupon(tx: Tx, couponId: string) {
	return await tx
		.selectFrom('coupons')
		.innerJoin('shops', 'shops.id', 'coupons.shop_id')
		.select([
			'coupons.id',
			'coupons.shop_id',
			'shops.name as shop_name',
			'coupons.code',
			'coupons.used',
			'coupons.max_uses',
			'coupons.max_uses_per_buyer',
			'coupons.version',
		])
		.where('coupons.id', '=', couponId)
		.executeTakeFirst();
}

async function troubleOf(tx: Tx, couponId: string): Promise<CouponTrouble> {
	const state = await couponState(couponId, tx);
	// Given back between the two statements: whoever asks again gets it.
	return state === 'running' ? 'used_up' : (state ?? 'unknown');
}

/** The one way to say that a coupon is not taken. */
export function couponRefusal(shopId: string, trouble: CouponTrouble): Refusal {
	return new Refusal('coupon_not_valid', {
		errors: { [`coupons.${shopId}`]: COUPON_TROUBLES[trouble] },
		coupon: trouble,
	});
}

async function tell(tx: Tx, type: 'coupon.redeemed' | 'coupon.given_back', coupon: CouponRow): Promise<void> {
	const { id, version, shop_id, shop_name, code, used, max_uses } = coupon;
	await record(tx, { type, id, version, data: { shop_id, shop_name, code, used, max_uses } });
}
