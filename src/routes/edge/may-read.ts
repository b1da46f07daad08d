import { isGuest, type Actor, type Guest, type Shopper } from '#accounts/actor.ts';
import { guestStands } from '#accounts/server/queries.ts';
import { findAnyProduct, readStockFrames } from '#catalog/server/queries.ts';
import { Refusal } from '#lib/refusal.ts';
import { findRole } from '#orders/server/find-role.ts';
import { roleIn } from '#shops/server/queries/seats.ts';

/**
 * Who may listen to a stream, asked at every subscription. Answers false for what is not there as well as for what is another's.
 * Nobody listens to `system`.
 */
export async function mayRead(reader: Actor | Guest | null, stream: string): Promise<boolean> {
	const [kind, id = ''] = stream.split(':');
	if (reader && isGuest(reader)) {
		if (kind === 'order') return await isParty(reader, id);
		if (kind === 'user' && reader.id === id) return await guestStands(id);
	}
	const actor = reader && !isGuest(reader) ? reader : null;
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
			return actor !== null && (await roleIn(id, actor.id)) !== null;
		case 'order':
			return actor !== null && (actor.role === 'admin' || (await isParty(actor, id)));
		default:
			return false;
	}
}

/** What the market shows is everybody's to read; what it hides only those of its shop, on whose table it still lies, and an admin's. */
async function mayReadProduct(actor: Actor | null, id: string): Promise<boolean> {
	const [frame] = await readStockFrames([id]);
	if (frame && !frame.gone) return true;
	if (!actor) return false;
	const product = await findAnyProduct(id);
	if (!product) return false;
	return actor.role === 'admin' || (await roleIn(product.shop.id, actor.id)) !== null;
}

async function isParty(reader: Shopper, orderId: string): Promise<boolean> {
	try {
		await findRole(reader, orderId);
		return true;
	} catch (error) {
		if (error instanceof Refusal) return false;
		throw error;
	}
}
