/** What happens to payments. */
import { z } from 'zod';
import { formatMoney } from '../../lib/money.ts';
import { event, id, money } from './shape.ts';

export const payments = {
	'payment.started': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money, attempt: z.int() }),
		streams: () => ['admin'],
		chores: (d, paymentId) => [
			{ kind: 'capture-payment', ref: `${paymentId}-${d.attempt}`, data: { payment_id: paymentId } },
		],
		line: (d) => `A payment of ${formatMoney(d.amount)} was started`,
	}),
	'payment.captured': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money }),
		streams: () => ['admin'],
		line: (d) => `A payment of ${formatMoney(d.amount)} arrived`,
	}),
	'payment.declined': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money, reason: z.string() }),
		// Not the orders' streams: their sellers read those, too, and a buyer's card is none of their business.
		streams: (d) => [`user:${d.user_id}`, 'admin'],
		line: (d) => `A payment of ${formatMoney(d.amount)} was declined: ${d.reason}`,
	}),
	'payment.action_needed': event({
		v: 1,
		entity: 'payment',
		data: z.object({ user_id: id, order_ids: z.array(id), amount: money }),
		streams: (d) => [`user:${d.user_id}`, 'admin'],
		line: (d) => `A payment of ${formatMoney(d.amount)} waits for its buyer to confirm it with the bank`,
	}),
	'payment.exception_raised': event({
		v: 1,
		entity: 'exception',
		data: z.object({ kind: z.string(), payment_id: id.nullable(), order_id: id.nullable() }),
		streams: () => ['admin'],
		line: (d) => `A payment needs a look: ${d.kind.replaceAll('_', ' ')}`,
	}),
	'payment.exception_resolved': event({
		v: 1,
		entity: 'exception',
		data: z.object({ kind: z.string(), payment_id: id.nullable(), order_id: id.nullable() }),
		streams: () => ['admin'],
		line: (d) => `A payment was looked at: ${d.kind.replaceAll('_', ' ')}`,
	}),
	'payment.refund_started': event({
		v: 1,
		entity: 'payment',
		data: z.object({
			refund_id: id,
			order_id: id,
			user_id: id,
			amount: money,
			/** Some lines of an order that goes on, and not all of one that ended. */ by_lines: z
				.boolean()
				.optional(),
			/** Products of which pieces went back on the shelf. */ restocked: z.array(id).optional(),
		}),
		streams: (d) => [`user:${d.user_id}`, `order:${d.order_id}`, 'admin'],
		stock: (d) => d.restocked ?? [],
		chores: (d) => [
			{ kind: 'refund-payment', ref: d.refund_id, data: { refund_id: d.refund_id } },
			...(d.by_lines
				? [
						{
							kind: 'send-order-refunded' as const,
							ref: d.refund_id,
							data: { order_id: d.order_id, refund_id: d.refund_id },
						},
					]
				: []),
		],
		line: (d) => `A refund of ${formatMoney(d.amount)} was started`,
	}),
	'payment.refunded': event({
		v: 1,
		entity: 'payment',
		data: z.object({ refund_id: id, order_id: id, user_id: id, amount: money }),
		streams: (d) => [`user:${d.user_id}`, `order:${d.order_id}`, 'admin'],
		line: (d) => `${formatMoney(d.amount)} went back to the buyer`,
	}),
} as const;
