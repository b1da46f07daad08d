import { Refusal } from '#lib/refusal.ts';
import { transaction, type Tx } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { confirmPassword } from './confirm-password.ts';
import { noSessionCookie, type SessionCookie } from './sessions.ts';
import { deleteUser } from './steps.ts';

/**
 * Deletes one's own account: what says who it was goes, orders stay, its shop is not shown any more. Cannot be undone.
 * @param mayLeave what other rooms have to say to it, by a refusal; asked with the account locked
 * @throws {Refusal} invalid_input naming password; stale when that was changed meanwhile; not_possible for an admin, so that the
 *   market is never without one
 */
export async function deleteAccount(
	actor: Actor,
	password: string,
	mayLeave: (tx: Tx, userId: string) => Promise<void>,
): Promise<{ cookie: SessionCookie }> {
	const confirmed = await confirmPassword(actor, password, 'password');
	await transaction(async (tx) => {
		const row = await tx
			.selectFrom('users')
			.select(['role', 'password_hash'])
			.where('id', '=', actor.id)
			.forUpdate()
			.executeTakeFirst();
		if (row?.role === 'admin')
			throw new Refusal('not_possible', { detail: 'Another admin must take your role away first' });
		if (row?.password_hash !== confirmed) throw new Refusal('stale');
		await mayLeave(tx, actor.id);
		await deleteUser(tx, actor.id);
	});
	return { cookie: noSessionCookie() };
}
