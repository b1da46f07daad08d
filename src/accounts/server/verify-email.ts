import { sql } from 'kysely';
import { transaction } from '#lib/server/db.ts';
import { limitTries } from './limits.ts';
import { changeUser, tellOfUser } from './steps.ts';
import { useToken } from './steps/account-tokens.ts';

/**
 * Confirms the address that the link was sent to.
 * @throws {Refusal} gone; too_many_requests
 */
export async function verifyEmail(token: string, visit: { address: string }): Promise<void> {
	await limitTries('use-token-address', visit.address);
	await transaction(async (tx) => {
		const userId = await useToken(tx, token, 'verify');
		const user = await changeUser(tx, userId, { email_verified_at: sql<Date>`now(3)` }, 'active');
		await tellOfUser(tx, user, { type: 'user.verified' });
	});
}
