import type { Actor } from '#accounts/actor.ts';
import { transaction } from '#lib/server/db.ts';
import { Refusal } from '#lib/refusal.ts';
import { limit } from '#lib/server/rate-limit.ts';
import { needAct, seatOf } from '#shops/server/queries/seats.ts';
import { ensureShop } from '#shops/server/steps.ts';
import type { NewProductInput, ProductView } from '../product.ts';
import { findAnyProduct } from './queries.ts';
import { addProduct } from './steps/add-product.ts';

/**
 * Lists a product in the shop that the member works in. Who works in none opens one in their own name by it.
 * @throws {Refusal} invalid_input; forbidden when the shop is suspended, and for a role that may not; too_many_requests
 */
export async function createProduct(actor: Actor, input: NewProductInput): Promise<ProductView> {
	await limit('create-product', actor.id, { points: 120, seconds: 60 });
	return await transaction(async (tx) => {
		const seat = await seatOf(actor, tx);
		if (seat) needAct(seat.role, 'products.edit');
		const shop = seat?.shop ?? (await ensureShop(tx, actor));
		if (shop.status === 'suspended') throw new Refusal('forbidden', { detail: 'This shop is suspended' });
		const id = await addProduct(tx, { shop, input, actorId: actor.id });
		const product = await findAnyProduct(id, tx);
		if (!product) throw new Error('The product that was just listed is not there');
		return product;
	});
}
