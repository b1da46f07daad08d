import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { ChangePasswordInput } from '../account.ts';
import type { Actor } from '../actor.ts';
import { confirmPassword } from './confirm-password.ts';
import { hashPassword } from './passwords.ts';
import { beginSession, type SessionCookie } from './sessions.ts';
import { changeUser, revokeSessions, tellOfUser } from './steps.ts';
import { spoilTokens } from './steps/account-tokens.ts';

/**
 * Changes the password, ends every session, and goes on in a new one: its cookie is answered.
 * @throws {Refusal} invalid_input naming current_password; stale when it was changed meanwhile; too_many_requests; busy
 */
export async function changePassword(
	actor: Actor,
	input: ChangePasswordInput,
	visit: { userAgent: string | null },
): Promise<{ cookie: SessionCookie }> {
	const confirmed = await confirmPassword(actor, input.current_password, 'current_password');
	const passwordHash = await hashPassword(input.new_password);
	return await transaction(async (tx) => {
		const before = await tx
			.selectFrom('users')
			.select('password_hash')
			.where('id', '=', actor.id)
			.forUpdate()
			.executeTakeFirst();
		if (before?.password_hash !== confirmed) throw new Refusal('stale');
		const user = await changeUser(tx, actor.id, { password_hash: passwordHash }, 'active');
		await spoilTokens(tx, actor.id, 'reset');
		await revokeSessions(tx, actor.id, 'password changed');
		await tellOfUser(tx, user, { type: 'user.changed', data: { fields: ['password'] } });
		const { cookie } = await beginSession(tx, actor.id, visit.userAgent);
		return { cookie };
	});
}
