import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { findRole } from './find-role.ts';
import { lockOrders, moveOrder } from './steps.ts';

/**
 * The seller sends the parcel, with whom and under which code it can be followed.
 * @throws {Refusal} not_found; not_possible with what is `allowed`
 */
export async function shipOrder(
	actor: Actor,
	orderId: string,
	parcel: { carrier: string; tracking_code?: string | undefined },
): Promise<void> {
	const { as } = await findRole(actor, orderId);
	await transaction(async (tx) => {
		const [order] = await lockOrders(tx, { ids: [orderId] });
		await moveOrder(
			tx,
			order!,
			'ship',
			{ who: as, actorId: actor.id },
			{ tracking_carrier: parcel.carrier, tracking_code: parcel.tracking_code || null },
		);
	});
}
