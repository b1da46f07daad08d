import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import type { SavedAddress, SavedAddressInput } from '../address-book.ts';
import { limitTries } from './limits.ts';
import { findAddress } from './queries/address-book.ts';
import { openBook, setDefault } from './steps/address-book.ts';

/**
 * Writes one of one's addresses anew. Orders keep theirs: they have copies.
 * @throws {Refusal} not_found when it is not one's own; too_many_requests
 */
export async function changeAddress(
	actor: Actor,
	id: string,
	input: SavedAddressInput,
): Promise<SavedAddress> {
	await limitTries('address-book', actor.id);
	return await transaction(async (tx) => {
		const book = await openBook(tx, actor.id);
		if (!book.some((saved) => saved.id === id)) throw new Refusal('not_found');
		const { label, name, line1, line2 = '', postal_code, city, region = '', country } = input;
		await tx
			.updateTable('addresses')
			.set({ label, name, line1, line2, postal_code, city, region, country })
			.where('id', '=', id)
			.where('user_id', '=', actor.id)
			.execute();
		if (input.is_default) await setDefault(tx, actor.id, id);
		return (await findAddress(actor.id, id, tx))!;
	});
}
