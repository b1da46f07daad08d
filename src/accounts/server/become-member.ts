import { newId } from '#lib/ids.ts';
import { record } from '#events/server/record.ts';
import { isDuplicate, transaction } from '#lib/server/db.ts';
import type { RegisterInput } from '../account.ts';
import type { Guest } from '../actor.ts';
import { limitTries } from './limits.ts';
import { hashPassword } from './passwords.ts';
import { findUser, type User } from './queries.ts';
import { refuseTaken, type Visit } from './register.ts';
import { beginSession, type SessionCookie } from './sessions.ts';
import { changeUser, tellOfUser } from './steps.ts';

/**
 * Turns a guest who has bought something into a member and signs them in; what they bought stays theirs, under the same id. From
 * then on the guest's cookie opens nothing, and the sockets that were opened by it are closed.
 * @throws {Refusal} invalid_input naming a taken username or email; not_found when the guest has bought nothing; not_possible when
 *   they are a member already; too_many_requests; busy
 */
export async function becomeMember(
	guest: Guest,
	input: RegisterInput,
	visit: Visit,
): Promise<{ user: User; sessionId: string; cookie: SessionCookie }> {
	await limitTries('register-address', visit.address);
	await refuseTaken(input);
	const passwordHash = await hashPassword(input.password);
	try {
		return await transaction(async (tx) => {
			const user = await changeUser(
				tx,
				guest.id,
				{
					username: input.username,
					email: input.email,
					email_key: Buffer.from(input.email),
					password_hash: passwordHash,
					status: 'active',
				},
				'guest',
			);
			await tellOfUser(tx, user, { type: 'user.registered' });
			await record(tx, {
				type: 'session.revoked',
				id: newId(),
				version: 1,
				data: { user_id: guest.id, session_ids: [guest.id], why: 'became a member' },
			});
			const { publicId, cookie } = await beginSession(tx, guest.id, visit.userAgent);
			return { user: (await findUser(guest.id, tx))!, sessionId: publicId, cookie };
		});
	} catch (error) {
		if (!isDuplicate(error)) throw error;
		await refuseTaken(input);
		throw error;
	}
}
