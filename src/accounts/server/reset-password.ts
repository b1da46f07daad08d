import { sql } from 'kysely';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import { limitTries } from './limits.ts';
import { hashPassword } from './passwords.ts';
import { changeUser, revokeSessions, tellOfUser } from './steps.ts';
import { tokenIsLive, useToken } from './steps/account-tokens.ts';

/**
 * Sets a new password by a mailed link. Whoever had the old one is out: every session and API token ends.
 * @throws {Refusal} gone; too_many_requests; busy
 */
export async function resetPassword(
	input: { token: string; password: string },
	visit: { address: string },
): Promise<void> {
	await limitTries('use-token-address', visit.address);
	// Spares the hash for what will be refused anyway; the transaction decides.
	if (!(await tokenIsLive(input.token, 'reset'))) throw new Refusal('gone');
	const passwordHash = await hashPassword(input.password);
	await transaction(async (tx) => {
		const userId = await useToken(tx, input.token, 'reset');
		const user = await changeUser(tx, userId, { password_hash: passwordHash }, 'active');
		await revokeSessions(tx, userId, 'password reset');
		await tx
			.updateTable('api_tokens')
			.set({ revoked_at: sql<Date>`now(3)` })
			.where('user_id', '=', userId)
			.where('revoked_at', 'is', null)
			.execute();
		await tellOfUser(tx, user, { type: 'user.changed', data: { fields: ['password'] } });
	});
}
