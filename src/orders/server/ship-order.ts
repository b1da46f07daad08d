import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { transaction, type Tx } from '#lib/server/db.ts';
import type { ShipInput } from '../fulfilment.ts';
import { allowedActs } from '../order.ts';
import type { LinePieces } from '../pieces.ts';
import { findRole } from './find-role.ts';
import { readPieces } from './read-pieces.ts';
import { lockOrders, moveOrder, type LockedOrder } from './steps.ts';

/**
 * The seller sends a parcel, with whom and under which code it can be followed: all that is left to send, or the lines that are
 * named. The order is on its way when nothing is left; until then, in part.
 *
 * Lock: the order's row, which a refund takes, too: a piece is sent or refunded unsent, never both.
 * @throws {Refusal} not_found; not_possible with what is `allowed`; invalid_input by line
 */
export async function shipOrder(actor: Actor, orderId: string, parcel: ShipInput): Promise<void> {
	const { as } = await findRole(actor, orderId, 'orders.pack');
	await transaction(async (tx) => {
		const [order] = await lockOrders(tx, { ids: [orderId] });
		const allowed = allowedActs(order!.status, as);
		if (!allowed.includes('ship'))
			throw new Refusal('not_possible', { order_status: order!.status, allowed });
		const { lines } = await readPieces(tx, orderId);
		const packed = pack(lines, parcel.lines);
		const count = (of: { toSend: number }[]) => of.reduce((sum, line) => sum + line.toSend, 0);
		const act = count(packed) === count(lines) ? 'ship' : 'ship_part';
		const tracking = {
			tracking_carrier: parcel.carrier,
			tracking_code: parcel.tracking_code || null,
		};
		const shipmentId = await writeShipment(tx, order!, { ...tracking, actorId: actor.id, packed });
		await moveOrder(tx, order!, act, { who: as, actorId: actor.id }, tracking, shipmentId);
	});
}

type Packed = { orderLineId: string; toSend: number };

function pack(lines: LinePieces[], asked: ShipInput['lines']): Packed[] {
	if (!asked) return lines.filter((line) => line.toSend > 0);
	const errors: FieldErrors = {};
	const packed = asked.flatMap(({ line_id, quantity }, at): Packed[] => {
		const line = lines.find(({ orderLineId }) => orderLineId === line_id);
		if (!line) errors[`lines.${at}.line_id`] = 'This is no line of the order';
		else if (quantity > line.toSend)
			errors[`lines.${at}.quantity`] =
				line.toSend === 0 ? 'None of these is left to send' : `Only ${line.toSend} left to send`;
		return [{ orderLineId: line_id, toSend: quantity }];
	});
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	return packed;
}

async function writeShipment(
	tx: Tx,
	order: LockedOrder,
	parcel: {
		tracking_carrier: string;
		tracking_code: string | null;
		actorId: string;
		packed: Packed[];
	},
): Promise<string> {
	const id = newId();
	const { sent } = await tx
		.selectFrom('shipments')
		.select(({ fn }) => fn.countAll<number>().as('sent'))
		.where('order_id', '=', order.id)
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('shipments')
		.values({
			id,
			order_id: order.id,
			n: Number(sent) + 1,
			carrier: parcel.tracking_carrier,
			tracking_code: parcel.tracking_code,
			actor_id: parcel.actorId,
			sent_at: sql<Date>`now(3)`,
		})
		.execute();
	await tx
		.insertInto('shipment_lines')
		.values(
			parcel.packed.map((line) => ({
				shipment_id: id,
				order_line_id: line.orderLineId,
				quantity: line.toSend,
			})),
		)
		.execute();
	return id;
}
