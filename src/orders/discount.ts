/**
 * What a shop's coupon takes off.
 *
 * - The minimum is of the shop's items before discount; below it the coupon gives nothing.
 * - Percent: of the sum of the shop's items, rounded half up once; fixed: its amount, at most the items.
 * - Either is spread over the lines by largest remainder, so that the lines' discounts add up to it.
 * - Free shipping takes nothing off the items: the shop's delivery costs 0.
 */
import { portion, spread } from '#lib/spread.ts';
import type { CouponTerms } from '#shops/coupon.ts';

export const meetsMinimum = (coupon: CouponTerms, items: number): boolean => items >= coupon.minimumAmount;

/** The discount of each line by its id; all 0 for a coupon that does not hold, or none. */
export function discountsOf(
	lines: readonly { id: string; lineAmount: number }[],
	coupon: CouponTerms | null,
): Map<string, number> {
	const items = lines.reduce((sum, { lineAmount }) => sum + lineAmount, 0);
	return spread(
		coupon ? discountOn(items, coupon) : 0,
		lines.map(({ id, lineAmount }) => ({ key: id, weight: lineAmount })),
	);
}

function discountOn(items: number, coupon: CouponTerms): number {
	if (!meetsMinimum(coupon, items)) return 0;
	if (coupon.kind === 'percent') return portion(items, coupon.value, 10_000);
	return coupon.kind === 'fixed' ? Math.min(coupon.value, items) : 0;
}
