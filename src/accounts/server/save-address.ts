import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { MOST_ADDRESSES, type SavedAddress, type SavedAddressInput } from '../address-book.ts';
import { limitTries } from './limits.ts';
import { findAddress } from './queries/address-book.ts';
import { addAddress, findSame, openBook, setDefault } from './steps/address-book.ts';

/**
 * Writes an address into one's book.
 * @throws {Refusal} not_possible when there are 20; too_many_requests
 */
export async function saveAddress(actor: Actor, input: SavedAddressInput): Promise<SavedAddress> {
	await limitTries('address-book', actor.id);
	return await transaction(async (tx) => {
		const book = await openBook(tx, actor.id);
		// A double click, or written down twice: it stands there once.
		const same = findSame(book, input);
		if (same && same.label === input.label) {
			if (input.is_default) await setDefault(tx, actor.id, same.id);
			return (await findAddress(actor.id, same.id, tx))!;
		}
		if (book.length >= MOST_ADDRESSES)
			throw new Refusal('not_possible', {
				detail: `Your book holds ${MOST_ADDRESSES} addresses already; remove one first`,
			});
		const id = await addAddress(tx, actor.id, input);
		if (input.is_default || book.length === 0) await setDefault(tx, actor.id, id);
		return (await findAddress(actor.id, id, tx))!;
	});
}
