import { sql } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';
import {
	codeKey,
	type CouponKind,
	type CouponState,
	type CouponTerms,
	type CouponView,
} from '../../coupon.ts';

/** Whether it would be taken now, by the database's clock. */
const state = sql<CouponState>`case
	when coupons.active = 0 then 'stopped'
	when coupons.starts_at > now(3) then 'not_yet'
	when coupons.ends_at <= now(3) then 'over'
	when coupons.used >= coupons.max_uses then 'used_up'
	else 'running' end`;

const rows = (on: Tx | typeof db) => on.selectFrom('coupons').selectAll('coupons').select(state.as('state'));
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

export type FoundCoupon = CouponTerms & {
	state: CouponState;
	maxUsesPerBuyer: number | null;
};

/** The shop's own coupon of that code, whatever its state, or null: another shop's is not there. */
export async function findCoupon(
	shopId: string,
	code: string,
	on: Tx | typeof db = db,
): Promise<FoundCoupon | null> {
	const row = await rows(on)
		.where('shop_id', '=', shopId)
		.where('code_key', '=', codeKey(code))
		.executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		code: row.code,
		kind: row.kind as CouponKind,
		value: row.value,
		minimumAmount: row.minimum_amount,
		state: row.state,
		maxUsesPerBuyer: row.max_uses_per_buyer,
	};
}

/** Whether it would be taken now; null when there is no such coupon. */
export async function couponState(couponId: string, on: Tx | typeof db = db): Promise<CouponState | null> {
	const row = await on
		.selectFrom('coupons')
		.select(state.as('state'))
		.where('id', '=', couponId)
		.executeTakeFirst();
	return row?.state ?? null;
}

/** How often a buyer has used it, purchases that ended unpaid left out. */
export async function usesOfBuyer(
	couponId: string,
	buyerKey: Buffer,
	on: Tx | typeof db = db,
): Promise<number> {
	const { uses } = await on
		.selectFrom('coupon_redemptions')
		.select(({ fn }) => fn.countAll<number>().as('uses'))
		.where('coupon_id', '=', couponId)
		.where('buyer_key', '=', buyerKey)
		.where('given_back_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(uses);
}

/** What a shop has given out, the latest first, for its maker. */
export async function couponsOfShop(
	shop: { id: string; currency: string },
	limit = 200,
): Promise<CouponView[]> {
	const found = await rows(db)
		.where('shop_id', '=', shop.id)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return found.map((row) => toView(row, shop.currency));
}

/** A coupon of that shop, or null. */
export async function couponOfShop(
	shop: { id: string; currency: string },
	couponId: string,
	on: Tx | typeof db = db,
): Promise<CouponView | null> {
	const row = await rows(on).where('id', '=', couponId).where('shop_id', '=', shop.id).executeTakeFirst();
	return row ? toView(row, shop.currency) : null;
}

const toView = (row: Row, currency: string): CouponView => ({
	id: row.id,
	code: row.code,
	kind: row.kind as CouponKind,
	value: row.value,
	minimum: { amount: row.minimum_amount, currency },
	starts_at: row.starts_at.toISOString(),
	ends_at: row.ends_at?.toISOString() ?? null,
	max_uses: row.max_uses,
	max_uses_per_buyer: row.max_uses_per_buyer,
	used: row.used,
	state: row.state,
	version: row.version,
	created_at: row.created_at.toISOString(),
});
