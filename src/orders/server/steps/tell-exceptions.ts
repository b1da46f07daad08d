/** What settles by itself and should not have happened: somebody is told to have a look. */
import type { Tx } from '#lib/server/db.ts';
import type { LockedPayment } from '#payments/server/steps.ts';
import { raiseException } from '#payments/server/steps/raise-exception.ts';
import type { OrderStatus } from '../../order.ts';
import type { LockedOrder } from '../steps.ts';

/** @param was the order's state when the money came */
export async function tellLate(
	tx: Tx,
	payment: LockedPayment,
	order: LockedOrder,
	was: OrderStatus,
): Promise<void> {
	const sold = order.status === 'paid';
	await raiseException(tx, {
		kind: was === 'expired' ? 'paid_too_late' : 'charge_after_void',
		ref: order.id,
		paymentId: payment.id,
		orderId: order.id,
		money: { amount: order.totalAmount, currency: order.currency },
		detail: sold
			? `Order ${order.number} had run out; its pieces were still there, and it is sold after all`
			: `Order ${order.number} was ${was}; its money goes back to the buyer`,
	});
}

export async function tellSecondCharge(tx: Tx, payment: LockedPayment, ref: string): Promise<void> {
	if (payment.providerRef === ref) return;
	await raiseException(tx, {
		kind: 'second_charge',
		ref,
		paymentId: payment.id,
		money: payment.money,
		detail: `Paid by ${payment.providerRef ?? 'another charge'}, and by ${ref} as well`,
	});
}
