import { expect, test } from 'vitest';
import { checkoutState } from './checkout-state.ts';
import type { CheckoutState, OrderStatus } from './order.ts';

const cases: [OrderStatus[], CheckoutState][] = [
	[['placed', 'placed'], 'unpaid'],
	[['paid', 'accepted'], 'paid'],
	[['paid', 'cancelled'], 'paid'],
	[['part_shipped', 'cancelled', 'paid'], 'part_shipped'],
	[['shipped', 'accepted'], 'part_shipped'],
	[['completed', 'paid'], 'part_shipped'],
	[['shipped', 'completed', 'cancelled'], 'shipped'],
	[['completed', 'cancelled'], 'completed'],
	[['cancelled', 'expired'], 'cancelled'],
	[['expired', 'expired'], 'expired'],
];

test.each(cases)('%j together are %s', (statuses, state) => {
	expect(checkoutState(statuses.map((status) => ({ status })))).toBe(state);
});
