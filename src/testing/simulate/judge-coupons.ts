/** Was a coupon used more often than it may be, and is it counted as often as it was used? */
import type { Known } from './diary.ts';
import { COUPON, type Good } from './goods.ts';
import type { Order } from './judge-purchases.ts';

export async function judgeCoupons(goods: Good[], orders: Order[], known: Known[]): Promise<string[]> {
	const bought = new Map(orders.map((order) => [order.id, order]));
	const usedFor = new Map<string, Order>();
	const usedBy = new Map<string, string>();
	for (const { answer, body, who } of known) {
		const { coupons = {} } = (body ?? {}) as { coupons?: Record<string, string> };
		if (answer?.status !== 201 || Object.keys(coupons).length === 0) continue;
		for (const { id, shop } of answer.body.orders as Order[])
			if (coupons[shop.id] && bought.has(id)) {
				usedFor.set(id, bought.get(id)!);
				usedBy.set(id, who.username);
			}
	}
	const violations: string[] = [];
	for (const [shopId, seller] of new Map(goods.map((good) => [good.shopId, good.seller]))) {
		const { body } = await seller.call('GET', '/api/shop/coupons');
		const coupon = (body.items as { code: string; used: number }[]).find(({ code }) => code === COUPON.code);
		// What ended unpaid was given back.
		const stands = [...usedFor.values()].filter(
			(order) => order.shop.id === shopId && !(order.paid_at === null && order.status !== 'placed'),
		);
		if (coupon!.used !== stands.length)
			violations.push(`a coupon is counted ${coupon!.used} times and was used for ${stands.length} orders`);
		for (const [name, own] of Map.groupBy(stands, (order) => usedBy.get(order.id)!))
			if (own.length > COUPON.max_uses_per_buyer)
				violations.push(`${name} used a coupon ${own.length} times`);
		if (stands.length > COUPON.max_uses)
			violations.push(`a coupon that may be used ${COUPON.max_uses} times was used ${stands.length} times`);
	}
	return violations;
}
