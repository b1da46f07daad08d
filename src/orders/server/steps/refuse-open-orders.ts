import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { shopOfUser } from '#shops/server/queries.ts';

/**
 * Nobody leaves the market while somebody waits for a parcel of theirs: with its maker gone, a paid order could be neither
 * sent nor taken back. One that is just being paid for counts, too.
 * @throws {Refusal} not_possible with `open_orders`, how many there are
 */
export async function refuseOpenOrders(tx: Tx, userId: string): Promise<void> {
	const shop = await shopOfUser(userId, tx);
	if (!shop) return;
	const { count } = await tx
		.selectFrom('orders')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('shop_id', '=', shop.id)
		.where('status', 'in', ['placed', 'paid', 'accepted', 'part_shipped'])
		.executeTakeFirstOrThrow();
	if (count === 0) return;
	const detail = 'Orders of this shop are still open: each must be sent or cancelled first';
	throw new Refusal('not_possible', { detail, open_orders: count });
}
