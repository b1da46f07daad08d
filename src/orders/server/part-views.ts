/** An order's parcels, refunds and charges as they go over the wire. */
import type { Selectable } from 'kysely';
import type { Money } from '#lib/money.ts';
import type { DB } from '#lib/server/tables.ts';
import type { Refund } from '#payments/server/queries/refunds.ts';
import type { ChargeView, RefundView, ShipmentView } from '../order-parts.ts';

export function shipmentView(
	parcel: Selectable<DB['shipments']>,
	lines: Selectable<DB['shipment_lines']>[],
): ShipmentView {
	return {
		id: parcel.id,
		n: parcel.n,
		carrier: parcel.carrier,
		tracking_code: parcel.tracking_code,
		sent_at: parcel.sent_at.toISOString(),
		lines: lines
			.filter((line) => line.shipment_id === parcel.id)
			.map((line) => ({ line_id: line.order_line_id, quantity: line.quantity })),
	};
}

export function refundView(refund: Refund, currency: string): RefundView {
	return {
		id: refund.id,
		amount: { amount: refund.amount, currency },
		status: refund.status,
		reason: refund.reason,
		shipping: { amount: refund.delivery, currency },
		lines: refund.lines.map((line) => ({
			line_id: line.orderLineId,
			quantity: line.quantity,
			amount: { amount: line.amount, currency },
			restocked: line.restock,
		})),
		started_at: refund.startedAt.toISOString(),
		done_at: refund.doneAt?.toISOString() ?? null,
	};
}

/** All of an order's refunds in one sum, for whoever does not care for its parts. */
export function refundsInOne(refunds: Refund[], currency: string): { amount: Money; status: string } | null {
	if (refunds.length === 0) return null;
	const amount = refunds.reduce((sum, refund) => sum + refund.amount, 0);
	const open = refunds.find((refund) => refund.status !== 'done');
	return { amount: { amount, currency }, status: open?.status ?? 'done' };
}

export function chargeView(charge: Selectable<DB['order_charges']>, currency: string): ChargeView {
	return {
		kind: charge.kind as ChargeView['kind'],
		label: charge.label,
		amount: { amount: charge.amount, currency },
		included: charge.included === 1,
		rate_basis_points: charge.rate_basis_points,
	};
}
