import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { openBook, setDefault } from './steps/address-book.ts';

/**
 * Makes one of one's addresses the one that is offered first.
 * @throws {Refusal} not_found when it is not one's own
 */
export async function makeAddressDefault(actor: Actor, id: string): Promise<void> {
	await transaction(async (tx) => {
		const book = await openBook(tx, actor.id);
		if (!book.some((saved) => saved.id === id)) throw new Refusal('not_found');
		await setDefault(tx, actor.id, id);
	});
}
