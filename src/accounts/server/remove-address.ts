import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { openBook, setDefault } from './steps/address-book.ts';

/**
 * Takes one of one's addresses out of the book. The default's place is taken by what was used last.
 * @throws {Refusal} not_found when it is not one's own
 */
export async function removeAddress(actor: Actor, id: string): Promise<void> {
	await transaction(async (tx) => {
		const book = await openBook(tx, actor.id);
		const gone = book.find((saved) => saved.id === id);
		if (!gone) throw new Refusal('not_found');
		await tx.deleteFrom('addresses').where('id', '=', id).where('user_id', '=', actor.id).execute();
		const next = book.find((saved) => saved.id !== id);
		if (gone.is_default && next) await setDefault(tx, actor.id, next.id);
	});
}
