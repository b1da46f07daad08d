import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { limitTries } from './limits.ts';
import { changeUser, tellOfUser } from './steps.ts';

/** Longer than writing it down takes, so that the clock does not tell whether anything was written. */
const AT_LEAST_MS = 250;

/**
 * Has a link to choose a new password sent, if there is an active account of that address; the answer is the same if not.
 * @throws {Refusal} too_many_requests, by the address asked for and by the network asked from
 */
export async function askPasswordReset(email: string, visit: { address: string }): Promise<void> {
	await limitTries('reset-address', visit.address);
	await limitTries('reset-account', email);
	const patience = sleep(AT_LEAST_MS + Math.random() * 50);
	const found = await db
		.selectFrom('users')
		.select('id')
		.where('email_key', '=', Buffer.from(email))
		.where('status', '=', 'active')
		.executeTakeFirst();
	if (found)
		await transaction(async (tx) => {
			const user = await changeUser(tx, found.id, {});
			await tellOfUser(tx, user, { type: 'user.reset_asked', data: { request: newId() } });
		});
	await patience;
}
