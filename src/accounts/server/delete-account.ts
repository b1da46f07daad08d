import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { confirmPassword } from './confirm-password.ts';
import { noSessionCookie, type SessionCookie } from './sessions.ts';
import { deleteUser } from './steps.ts';

/**
 * Deletes one's own account: what says who it was goes, orders stay, its shop is not shown any more. Cannot be undone.
 * @throws {Refusal} invalid_input naming password; not_possible for an admin, so that the market is never without one
 */
export async function deleteAccount(actor: Actor, password: string): Promise<{ cookie: SessionCookie }> {
	await confirmPassword(actor, password, 'password');
	await transaction(async (tx) => {
		const row = await tx
			.selectFrom('users')
			.select('role')
			.where('id', '=', actor.id)
			.forUpdate()
			.executeTakeFirst();
		if (row?.role === 'admin')
			throw new Refusal('not_possible', { detail: 'Another admin must take your role away first' });
		await deleteUser(tx, actor.id);
	});
	return { cookie: noSessionCookie() };
}
