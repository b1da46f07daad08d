import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { limitTries } from './limits.ts';
import { findUser } from './queries.ts';
import { changeUser, tellOfUser } from './steps.ts';

/**
 * Has the mail to confirm the address sent again.
 * @throws {Refusal} not_possible when it is confirmed; too_many_requests
 */
export async function askVerification(actor: Actor): Promise<void> {
	await limitTries('verify-account', actor.id);
	await transaction(async (tx) => {
		const user = await changeUser(tx, actor.id, {}, 'active');
		if ((await findUser(actor.id, tx))?.email_verified)
			throw new Refusal('not_possible', { detail: 'This address is confirmed already' });
		await tellOfUser(tx, user, { type: 'user.verification_asked', data: { request: newId() } });
	});
}
