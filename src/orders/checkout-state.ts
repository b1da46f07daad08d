/**
 * How a checkout stands, computed from its orders and stored nowhere: each order goes its own way after the payment. What was
 * cancelled or has lapsed does not count as long as something else goes on.
 */
import type { CheckoutState, OrderStatus } from './order.ts';

const SENT: readonly OrderStatus[] = ['shipped', 'completed'];

export function checkoutState(orders: readonly { status: OrderStatus }[]): CheckoutState {
	const all = orders.map((order) => order.status);
	const open = all.filter((status) => status !== 'cancelled' && status !== 'expired');
	if (open.length === 0) return all.includes('cancelled') ? 'cancelled' : 'expired';
	if (open.includes('placed')) return 'unpaid';
	if (open.every((status) => status === 'completed')) return 'completed';
	if (open.every((status) => SENT.includes(status))) return 'shipped';
	return open.some((status) => status === 'part_shipped' || SENT.includes(status)) ? 'part_shipped' : 'paid';
}

export const CHECKOUT_STATE_NAMES: Record<CheckoutState, string> = {
	unpaid: 'Awaiting payment',
	paid: 'Paid',
	part_shipped: 'Partly on its way',
	shipped: 'On its way',
	completed: 'Delivered',
	cancelled: 'Cancelled',
	expired: 'Not paid in time',
};
