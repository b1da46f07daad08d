import { Refusal } from '#lib/refusal.ts';
import { isDuplicate, transaction } from '#lib/server/db.ts';
import type { ProfileInput } from '../account.ts';
import type { Actor } from '../actor.ts';
import { editUser } from './steps.ts';

/**
 * Changes what others may see of an account: its name, its town, and whether a purchase is told on the market square.
 * @throws {Refusal} invalid_input naming a taken username
 */
export async function changeProfile(actor: Actor, input: ProfileInput): Promise<void> {
	try {
		await transaction((tx) => editUser(tx, actor.id, input));
	} catch (error) {
		if (!isDuplicate(error)) throw error;
		throw new Refusal('invalid_input', { errors: { username: 'This name is taken' } });
	}
}
