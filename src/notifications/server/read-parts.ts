/** What letters about one parcel or one refund say of it. */
import type { Money } from '#lib/money.ts';
import { db } from '#lib/server/db.ts';

export type ParcelFacts = {
	carrier: string;
	code: string | null;
	/** "2 × A bowl · blue" */
	things: string[];
	/** Not all of the order is in it. */
	partial: boolean;
	/** Something of the order is still to be sent. */
	moreToCome: boolean;
};

export async function readParcel(shipmentId: string): Promise<ParcelFacts | null> {
	const parcel = await db
		.selectFrom('shipments')
		.innerJoin('orders', 'orders.id', 'shipments.order_id')
		.select(['shipments.carrier', 'shipments.tracking_code', 'shipments.order_id', 'orders.status'])
		.where('shipments.id', '=', shipmentId)
		.executeTakeFirst();
	if (!parcel) return null;
	const lines = await db
		.selectFrom('order_lines')
		.leftJoin('shipment_lines', (join) =>
			join
				.onRef('shipment_lines.order_line_id', '=', 'order_lines.id')
				.on('shipment_lines.shipment_id', '=', shipmentId),
		)
		.select(['order_lines.title', 'order_lines.options', 'order_lines.quantity as bought'])
		.select('shipment_lines.quantity')
		.where('order_lines.order_id', '=', parcel.order_id)
		.orderBy('order_lines.position')
		.execute();
	return {
		carrier: parcel.carrier,
		code: parcel.tracking_code,
		things: lines.flatMap((line) => (line.quantity ? [`${line.quantity} × ${nameOf(line)}`] : [])),
		partial: lines.some((line) => line.quantity !== line.bought),
		moreToCome: parcel.status === 'part_shipped',
	};
}

export type RefundFacts = {
	goods: { title: string; detail: string; quantity: number; amount: Money }[];
	delivery: Money | null;
	total: Money;
	reason: string | null;
};

export async function readRefund(refundId: string): Promise<RefundFacts | null> {
	const refund = await db
		.selectFrom('refunds')
		.innerJoin('payments', 'payments.id', 'refunds.payment_id')
		.select(['refunds.amount', 'refunds.delivery_amount', 'refunds.reason', 'payments.currency'])
		.where('refunds.id', '=', refundId)
		.executeTakeFirst();
	if (!refund) return null;
	const { currency } = refund;
	const lines = await db
		.selectFrom('refund_lines')
		.innerJoin('order_lines', 'order_lines.id', 'refund_lines.order_line_id')
		.select(['order_lines.title', 'order_lines.options', 'refund_lines.quantity', 'refund_lines.amount'])
		.where('refund_lines.refund_id', '=', refundId)
		.orderBy('order_lines.position')
		.execute();
	return {
		goods: lines.map((line) => ({
			title: line.title,
			detail: optionsOf(line),
			quantity: line.quantity,
			amount: { amount: line.amount, currency },
		})),
		delivery: refund.delivery_amount > 0 ? { amount: refund.delivery_amount, currency } : null,
		total: { amount: refund.amount, currency },
		reason: refund.reason,
	};
}

const optionsOf = (line: { options: string }) =>
	Object.values(JSON.parse(line.options) as Record<string, string>).join(' · ');

const nameOf = (line: { title: string; options: string }) =>
	[line.title, optionsOf(line)].filter(Boolean).join(' · ');
