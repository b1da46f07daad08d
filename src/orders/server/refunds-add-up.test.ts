import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anybody, buy, listProduct, signUp } from '#testing/cast.ts';
import { accountsOf, payBack } from '#testing/money.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { cancelOrder } from './cancel-order.ts';
import { findOrder } from './queries.ts';
import { refundOrder } from './refund-order.ts';

const reason = 'It cracked in the kiln';

test('any refunds and a cancellation at the end add up to what was paid', async () => {
	const ana = await signUp('ana');
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({ price: fc.integer({ min: 1, max: 9_999 }), quantity: fc.integer({ min: 1, max: 7 }) }),
				{
					minLength: 1,
					maxLength: 3,
				},
			),
			fc.array(
				fc.record({ line: fc.nat(2), quantity: fc.integer({ min: 1, max: 3 }), restock: fc.boolean() }),
				{
					maxLength: 5,
				},
			),
			async (wares, refunds) => {
				const ben = anybody();
				const items = [];
				for (const { price, quantity } of wares) {
					const { id } = await listProduct(ana, { price, stock: quantity });
					items.push({ product_id: id, quantity });
				}
				const checkout = await buy(ben, items);
				const [order] = checkout.orders;
				for (const { line, quantity, restock } of refunds) {
					const { line_id } = order!.items[line % order!.items.length]!;
					const outcome = await outcomeOf(
						refundOrder(ana.actor, order!.id, { lines: [{ line_id, quantity, restock }], reason }),
					);
					expect(['done', 'invalid_input', 'not_possible']).toContain(outcome);
				}
				await cancelOrder(ben, order!.id);
				const { refund, items: lines } = await findOrder(ben, order!.id);
				expect(refund?.amount).toEqual(checkout.total);
				expect(lines.every((line) => line.refunded === line.quantity && line.to_ship === 0)).toBe(true);
				await payBack(order!.id);
				const accounts = await accountsOf(checkout.id);
				expect(Object.values(accounts).every((sum) => sum === 0)).toBe(true);
			},
		),
		{ numRuns: 12 },
	);
});
