import { editUser as edit, type UserEdit } from '#accounts/server/steps.ts';
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { isDuplicate } from '#lib/server/db.ts';
import { actAsAdmin } from './act-as-admin.ts';

/**
 * Changes somebody's name, address or town. A new address is unconfirmed. The audit log keeps which fields, not what they held.
 * @throws {Refusal} invalid_input when the name or the address is another's
 */
export async function editUser(actor: Actor, userId: string, change: UserEdit): Promise<void> {
	const subject = { kind: 'user', id: userId } as const;
	try {
		await actAsAdmin(actor, { act: 'edit-user', subject }, async (tx) => ({
			fields: await edit(tx, userId, change),
		}));
	} catch (error) {
		if (!isDuplicate(error)) throw error;
		const field = /users_email_key/.test(String(error)) ? 'email' : 'username';
		throw new Refusal('invalid_input', { errors: { [field]: 'This belongs to another account' } });
	}
}
