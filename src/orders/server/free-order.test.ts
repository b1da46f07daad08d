import { expect, test } from 'vitest';
import { checkPromises } from '#activity/server/check-promises.ts';
import { db } from '#lib/server/db.ts';
import { payOutOrder } from '#payments/server/pay-out-order.ts';
import { paymentOfCard } from '#payments/payment.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { booksAreRight } from '#testing/books.ts';
import { anybody, chargeCheckout, listProduct, signUp, someStreet } from '#testing/cast.ts';
import { acceptOrder } from './accept-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { completeOrder } from './complete-order.ts';
import { placeOrder } from './place-order.ts';
import { findOrder } from './queries.ts';
import { shipOrder } from './ship-order.ts';

test('what a coupon paid for in full moves no money, and every promise holds of it', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana, { price: 1000, stock: 5 });
	const terms = { minimum: 0, ends_at: null, max_uses: null, max_uses_per_buyer: null };
	await makeCoupon(ana.actor, { code: 'GIFT', kind: 'percent', value: 10_000, ...terms });
	const ben = anybody();
	const buyFree = async () => {
		const { body } = await placeOrder(ben, {
			items: [{ product_id: bowl.id, quantity: 2 }],
			shipping_address: someStreet,
			payment: paymentOfCard('4242424242424242'),
			coupons: { [bowl.shop.id]: 'GIFT' },
		});
		const checkout = JSON.parse(body) as { id: string; orders: { id: string; total: object }[] };
		await chargeCheckout(checkout.id);
		return { checkoutId: checkout.id, ...checkout.orders[0]! };
	};
	const [kept, cancelled] = [await buyFree(), await buyFree()];
	expect(kept.total).toEqual({ amount: 0, currency: 'EUR' });
	await acceptOrder(ana.actor, kept.id);
	await shipOrder(ana.actor, kept.id, { carrier: 'bpost' });
	await completeOrder(ben, kept.id);
	await payOutOrder({ order_id: kept.id });
	await cancelOrder(ben, cancelled.id);
	expect(await findOrder(ben, cancelled.id)).toMatchObject({
		status: 'cancelled',
		items: [{ refunded: 2, to_ship: 0 }],
		refund: { amount: { amount: 0 }, status: 'done' },
	});
	const variantId = bowl.variants[0]!.id;
	expect(await booksAreRight([variantId])).toEqual([{ on_hand: 3, held: 0 }]);

	const payments = await db
		.selectFrom('payments')
		.select('id')
		.where('checkout_id', 'in', [kept.checkoutId, cancelled.checkoutId])
		.execute();
	const ours = [kept.id, cancelled.id, kept.checkoutId, cancelled.checkoutId, variantId];
	ours.push(...payments.map((payment) => payment.id));
	const broken = (await checkPromises({ limit: 10_000 })).filter(
		({ id, offenders }) =>
			/^[FLOPS]/.test(id) && offenders.some(({ who }) => ours.some((mine) => who.includes(mine))),
	);
	expect(broken).toEqual([]);
});
