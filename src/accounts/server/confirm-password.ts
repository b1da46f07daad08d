import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { limitTries } from './limits.ts';
import { verifyPassword } from './passwords.ts';

/**
 * Makes sure, before something grave, that it is the account's owner who sits there, and answers the hash it was checked
 * against: the transaction that follows compares it again.
 * @throws {Refusal} invalid_input naming `field`; forbidden for a program; too_many_requests; busy
 */
export async function confirmPassword(actor: Actor, password: string, field: string): Promise<string> {
	if (!actor.sessionId) throw new Refusal('forbidden', { detail: 'A token cannot do this; sign in' });
	await limitTries('confirm-password', actor.id);
	const row = await db
		.selectFrom('users')
		.select('password_hash')
		.where('id', '=', actor.id)
		.executeTakeFirst();
	if (!(await verifyPassword(row?.password_hash ?? null, password)))
		throw new Refusal('invalid_input', { errors: { [field]: 'This is not your present password' } });
	return row!.password_hash;
}
