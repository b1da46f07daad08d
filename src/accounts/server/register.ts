import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { db, isDuplicate, transaction, type Tx } from '#lib/server/db.ts';
import type { RegisterInput } from '../account.ts';
import { limitTries } from './limits.ts';
import { hashPassword } from './passwords.ts';
import { findUser, type User } from './queries.ts';
import { beginSession, type SessionCookie } from './sessions.ts';
import { addUser } from './steps.ts';

/** Where a request came from. */
export type Visit = { address: string; userAgent: string | null };

/** What other rooms do in the transaction of a sign-in, with the account locked. */
export type Alongside = (tx: Tx, userId: string) => Promise<void>;

/**
 * Makes an account and signs it in. A mail to confirm the address follows.
 * @throws {Refusal} invalid_input naming a taken username or email; too_many_requests; busy
 */
export async function register(
	input: RegisterInput,
	visit: Visit,
	alongside?: Alongside,
): Promise<{ user: User; sessionId: string; cookie: SessionCookie }> {
	await limitTries('register-address', visit.address);
	await refuseTaken(input);
	const passwordHash = await hashPassword(input.password);
	try {
		return await transaction(async (tx) => {
			const id = await addUser(tx, { username: input.username, email: input.email, passwordHash });
			await alongside?.(tx, id);
			const { publicId, cookie } = await beginSession(tx, id, visit.userAgent);
			return { user: (await findUser(id, tx))!, sessionId: publicId, cookie };
		});
	} catch (error) {
		if (!isDuplicate(error)) throw error;
		// Two at once: the other was first.
		await refuseTaken(input);
		throw error;
	}
}

/** @throws {Refusal} invalid_input naming what belongs to another */
export async function refuseTaken({ username, email }: RegisterInput): Promise<void> {
	const rows = await db
		.selectFrom('users')
		.select(['username', 'email_key'])
		.where((eb) => eb.or([eb('username', '=', username), eb('email_key', '=', Buffer.from(email))]))
		.execute();
	const errors: FieldErrors = {};
	for (const row of rows) {
		if (row.username.toLowerCase() === username.toLowerCase()) errors['username'] = 'This name is taken';
		if (row.email_key?.toString() === email) errors['email'] = 'There is an account with this address';
	}
	if (rows.length) throw new Refusal('invalid_input', { errors });
}
