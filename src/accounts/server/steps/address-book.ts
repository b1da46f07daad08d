/**
 * Writes in somebody's address book, under the lock of their account's row. Without it two at once could both be the twentieth,
 * or the same address stand there twice. That one is the default at most, the table itself sees to.
 */
import { sql } from 'kysely';
import type { Address } from '#lib/address.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { MOST_ADDRESSES, type SavedAddress } from '../../address-book.ts';
import { addressesOf } from '../queries/address-book.ts';

/**
 * Locks the book of somebody with an account, and reads it.
 * @throws {Refusal} not_signed_in for a guest, or whose account is gone
 */
export async function openBook(tx: Tx, userId: string): Promise<SavedAddress[]> {
	const user = await tx
		.selectFrom('users')
		.select('status')
		.where('id', '=', userId)
		.forUpdate()
		.executeTakeFirst();
	if (user?.status !== 'active') throw new Refusal('not_signed_in');
	return await addressesOf(userId, tx);
}

/** Makes one of somebody's addresses the default, instead of the one that was. */
export async function setDefault(tx: Tx, userId: string, id: string): Promise<void> {
	await tx
		.updateTable('addresses')
		.set({ default_of: null })
		.where('default_of', '=', userId)
		.where('id', '!=', id)
		.execute();
	await tx
		.updateTable('addresses')
		.set({ default_of: userId })
		.where('id', '=', id)
		.where('user_id', '=', userId)
		.execute();
}

export async function addAddress(
	tx: Tx,
	userId: string,
	{ line2 = '', region = '', label = '', ...place }: Address & { label?: string },
	{ used = false } = {},
): Promise<string> {
	const id = newId();
	const { name, line1, postal_code, city, country } = place;
	await tx
		.insertInto('addresses')
		.values({
			...{ id, user_id: userId, default_of: null, label },
			...{ name, line1, line2, postal_code, city, region, country },
			created_at: sql<Date>`now(3)`,
			last_used_at: used ? sql<Date>`now(3)` : null,
		})
		.execute();
	return id;
}

/**
 * Keeps an address that was bought with: as used now if the book has it already, else as a new one. A full book keeps nothing
 * new, and a guest has none; that stops no purchase. Call it before orders are locked: it locks the account.
 * @returns whether the book has it
 */
export async function rememberAddress(tx: Tx, userId: string, address: Address): Promise<boolean> {
	const book = await openBook(tx, userId).catch((thrown: unknown) => {
		if (thrown instanceof Refusal) return null;
		throw thrown;
	});
	if (!book) return false;
	const known = findSame(book, address);
	if (known) {
		await tx
			.updateTable('addresses')
			.set({ last_used_at: sql<Date>`now(3)` })
			.where('id', '=', known.id)
			.execute();
		return true;
	}
	if (book.length >= MOST_ADDRESSES) return false;
	const id = await addAddress(tx, userId, address, { used: true });
	if (book.length === 0) await setDefault(tx, userId, id);
	return true;
}

/** The same but for case and spaces is the same place. */
export function findSame(book: SavedAddress[], address: Address): SavedAddress | undefined {
	return book.find((saved) => sameness(saved) === sameness(address));
}

const sameness = ({ name, line1, line2, postal_code, city, region, country }: Address) =>
	[name, line1, line2, postal_code, city, region, country]
		.map((part) => (part ?? '').toLowerCase().replace(/\s+/g, ' '))
		.join('\n');
