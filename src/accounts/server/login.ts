import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import type { LoginInput } from '../account.ts';
import { forgiveLogin, limitLogin } from './limits.ts';
import { verifyPassword } from './passwords.ts';
import { findUser, type User } from './queries.ts';
import type { Alongside, Visit } from './register.ts';
import { beginSession, type SessionCookie } from './sessions.ts';

/**
 * Signs in under a new token. An unknown address and a wrong password look alike, to the eye and to the clock; that an
 * account is suspended is told only to who has its password.
 * @param alongside what other rooms do in the same transaction
 * @throws {Refusal} wrong_credentials; suspended; too_many_requests; busy
 */
export async function login(
	{ email, password }: LoginInput,
	visit: Visit,
	alongside?: Alongside,
): Promise<{ user: User; sessionId: string; cookie: SessionCookie }> {
	await limitLogin(email, visit.address);
	const found = await db
		.selectFrom('users')
		.select(['id', 'password_hash'])
		.where('email_key', '=', Buffer.from(email))
		.executeTakeFirst();
	const right = await verifyPassword(found?.password_hash ?? null, password);
	if (!found || !right) throw new Refusal('wrong_credentials');
	const begun = await transaction(async (tx) => {
		const user = await tx
			.selectFrom('users')
			.select(['status', 'password_hash'])
			.where('id', '=', found.id)
			.forUpdate()
			.executeTakeFirst();
		// Changed, or the account deleted, while we were checking.
		if (user?.password_hash !== found.password_hash) throw new Refusal('wrong_credentials');
		if (user.status !== 'active') throw new Refusal('suspended');
		await alongside?.(tx, found.id);
		const { publicId, cookie } = await beginSession(tx, found.id, visit.userAgent);
		return { user: (await findUser(found.id, tx))!, sessionId: publicId, cookie };
	});
	await forgiveLogin(email, visit.address);
	return begun;
}
