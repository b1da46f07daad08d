import type { Actor } from '#accounts/actor.ts';
import { readStockFrames } from '#catalog/server/queries.ts';
import { db } from '#lib/server/db.ts';

/**
 * Who may listen to a stream, asked at every subscription. Answers false for what is not there as well as for what is another's.
 * Nobody listens to `system`.
 */
export async function mayRead(actor: Actor | null, stream: string): Promise<boolean> {
	const [kind, id = ''] = stream.split(':');
	switch (kind) {
		case 'market':
			return true;
		case 'product':
			return await mayReadProduct(actor, id);
		case 'admin':
			return actor?.role === 'admin';
		case 'user':
			return actor?.id === id;
		case 'shop':
			return actor !== null && (await ownsShop(actor, id));
		case 'order':
			return actor !== null && (await isParty(actor, id));
		default:
			return false;
	}
}

/** What the market shows is everybody's to read; what it hides only its maker's, whose table it still lies on, and an admin's. */
async function mayReadProduct(actor: Actor | null, id: string): Promise<boolean> {
	const [frame] = await readStockFrames([id]);
	if (frame && !frame.gone) return true;
	if (!actor) return false;
	const product = await db.selectFrom('products').select('shop_id').where('id', '=', id).executeTakeFirst();
	return product !== undefined && (actor.role === 'admin' || (await ownsShop(actor, product.shop_id)));
}

async function ownsShop(actor: Actor, shopId: string): Promise<boolean> {
	const shop = await db
		.selectFrom('shops')
		.select('id')
		.where('id', '=', shopId)
		.where('user_id', '=', actor.id)
		.executeTakeFirst();
	return shop !== undefined;
}

async function isParty(actor: Actor, orderId: string): Promise<boolean> {
	const order = await db
		.selectFrom('orders')
		.innerJoin('shops', 'shops.id', 'orders.shop_id')
		.select(['orders.user_id as buyer', 'shops.user_id as seller', 'orders.paid_at'])
		.where('orders.id', '=', orderId)
		.executeTakeFirst();
	if (!order) return false;
	return (
		order.buyer === actor.id ||
		actor.role === 'admin' ||
		(order.seller === actor.id && order.paid_at !== null)
	);
}
