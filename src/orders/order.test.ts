import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	allowedActs,
	nextStatus,
	ORDER_STATUSES,
	transitions,
	type Act,
	type OrderStatus,
	type Party,
} from './order.ts';

const act = fc.constantFrom<Act>('pay', 'accept', 'ship', 'complete', 'cancel', 'expire');
const party = fc.constantFrom<Party>('buyer', 'seller', 'admin', 'market');

test('whatever is tried in whatever order, an order only walks along its table', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(act, party), { maxLength: 40 }), (tries) => {
			let status: OrderStatus = 'placed';
			const path: OrderStatus[] = [status];
			for (const [what, who] of tries) {
				const next = nextStatus(what, status, who);
				expect(next !== null).toBe(allowedActs(status, who).includes(what));
				if (!next) continue;
				expect(transitions.some((way) => way.from === status && way.to === next)).toBe(true);
				status = next;
				path.push(status);
			}
			// Nothing is sent unpaid, nothing is paid twice, and no state is come back to.
			expect(new Set(path).size).toBe(path.length);
			if (path.includes('shipped')) expect(path.indexOf('paid')).toBeLessThan(path.indexOf('shipped'));
			if (path.includes('completed') || path.includes('cancelled'))
				expect(['completed', 'cancelled']).toContain(path.at(-1));
		}),
	);
});

test('each act leads to one place, and each state is on some path', () => {
	for (const way of transitions)
		expect(transitions.filter((other) => other.act === way.act && other.from === way.from)).toHaveLength(1);
	const reached = new Set<OrderStatus>(['placed', ...transitions.map((way) => way.to)]);
	expect([...reached].sort()).toEqual([...ORDER_STATUSES].sort());
	for (const status of ['completed', 'cancelled'] as const)
		for (const who of ['buyer', 'seller', 'admin', 'market'] as const)
			expect(allowedActs(status, who)).toEqual([]);
});
