/**
 * Shoppers without an account. A guest's row is at version 0, and nothing is told of it: the log begins when they become a
 * member, who then has the same id and all that was bought under it.
 */
import { sql } from 'kysely';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { GUEST_PREFIX } from '../../account.ts';

/**
 * Sees to it that a guest has a row, and locks it.
 * @throws {Refusal} not_signed_in when the id has become a member's: a guest's cookie opens it no more
 */
export async function ensureGuest(tx: Tx, guestId: string): Promise<void> {
	await tx
		.insertInto('users')
		.values({
			id: guestId,
			username: GUEST_PREFIX + guestId,
			email: '',
			email_key: null,
			password_hash: '',
			status: 'guest',
			version: 0,
			created_at: sql<Date>`now(3)`,
		})
		.onDuplicateKeyUpdate({ id: sql`users.id` })
		.execute();
	await lockGuest(tx, guestId);
}

/**
 * Notes where mails to a guest go. Others may have the same address: it is nobody's to sign in with.
 * @param email normalised, as `emailField` gives it
 * @throws {Refusal} not_signed_in when there is no such guest (any more)
 */
export async function setGuestEmail(tx: Tx, guestId: string, email: string): Promise<void> {
	await lockGuest(tx, guestId);
	await tx.updateTable('users').set({ email }).where('id', '=', guestId).execute();
}

async function lockGuest(tx: Tx, guestId: string): Promise<void> {
	const user = await tx
		.selectFrom('users')
		.select('status')
		.where('id', '=', guestId)
		.forUpdate()
		.executeTakeFirst();
	if (user?.status !== 'guest') throw new Refusal('not_signed_in');
}
