import { restock } from '#inventory/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { startRefund, type LockedPayment } from '#payments/server/steps.ts';
import { deliveryTax, refundOf, type LinePieces, type OrderPieces } from '../../pieces.ts';
import type { LockedOrder, Mover } from '../steps.ts';

export type GivenBack = {
	lines: { line: LinePieces; count: number; restock: boolean }[];
	/** Of what was paid for delivery, minor units. */
	delivery: number;
};

export function sumOf({ lines, delivery }: GivenBack): number {
	return lines.reduce((sum, { line, count }) => sum + refundOf(line, count).amount, delivery);
}

/**
 * Gives some or all of a paid order's money back, and pieces to the shelf. The caller holds the payment and the order.
 * @param between what else is to be written: the stock comes last
 * @returns the refund's id
 */
export async function giveBack(
	tx: Tx,
	payment: LockedPayment,
	order: LockedOrder,
	pieces: OrderPieces,
	back: GivenBack & { mover: Mover; byLines: boolean },
	between?: () => Promise<void>,
): Promise<string> {
	const { mover, delivery, byLines } = back;
	const lines = back.lines.map(({ line, count, restock: shelve }) => ({
		...refundOf(line, count),
		id: newId(),
		orderLineId: line.orderLineId,
		productId: line.productId,
		variantId: line.variantId,
		quantity: count,
		restock: shelve,
	}));
	const refundId = await startRefund(tx, payment, {
		orderId: order.id,
		money: { amount: sumOf(back), currency: order.currency },
		reason: mover.reason ?? null,
		sold: {
			shopId: order.shopId,
			actorId: mover.actorId,
			lines,
			delivery: { amount: delivery, tax: deliveryTax(pieces.delivery, delivery) },
			byLines,
		},
	});
	await between?.();
	crashPoint('give-back:before-stock');
	const shelved = lines.filter((line) => line.restock).map((line) => ({ ...line, ref: line.id }));
	if (shelved.length > 0) await restock(tx, shelved, mover.actorId);
	return refundId;
}
