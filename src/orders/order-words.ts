/** How an order's state reads: its name, its tone, and the road from the purchase to the door. */
import type { OrderStatus, OrderStep, Party } from './order.ts';

export const TONES: Record<OrderStatus, 'live' | 'wait' | 'ok' | 'bad' | 'note' | 'off'> = {
	placed: 'wait',
	paid: 'live',
	accepted: 'note',
	part_shipped: 'note',
	shipped: 'note',
	completed: 'ok',
	cancelled: 'off',
	expired: 'off',
};

const ROAD: { status: OrderStatus; label: string }[] = [
	{ status: 'placed', label: 'Ordered' },
	{ status: 'paid', label: 'Paid' },
	{ status: 'accepted', label: 'Made ready' },
	{ status: 'shipped', label: 'On its way' },
	{ status: 'completed', label: 'At the door' },
];

/** The road's steps with when each was reached, and the index of the last one reached. */
export function roadOf(history: readonly OrderStep[], locale = 'en-GB') {
	const when = (status: OrderStatus) => history.findLast((step) => step.to === status)?.at;
	const steps = ROAD.map(({ status, label }) => {
		const at = when(status);
		return { label, ...(at && { note: shortTime(at, locale) }) };
	});
	const reached = ROAD.findLastIndex(({ status }) => when(status) !== undefined);
	return { steps, reached };
}

/** "23 Nov, 16:08" in the viewer's zone; on the server in UTC. */
export function shortTime(at: string, locale = 'en-GB'): string {
	return new Date(at).toLocaleString(locale, {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		...(typeof window === 'undefined' && { timeZone: 'UTC' }),
	});
}

const DEEDS: Record<OrderStatus, string> = {
	placed: 'ordered',
	paid: 'paid',
	accepted: 'taken on',
	part_shipped: 'sent in part',
	shipped: 'sent',
	completed: 'delivered',
	cancelled: 'cancelled',
	expired: 'ended unpaid',
};

/** "cancelled by the seller", "paid" */
export function stepWords(step: Pick<OrderStep, 'to' | 'by'>, reader: Party): string {
	const who =
		step.by === 'market' || step.to === 'placed' ? '' : step.by === reader ? ' by you' : ` by the ${step.by}`;
	return DEEDS[step.to] + who;
}
