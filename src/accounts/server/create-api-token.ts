import { sql } from 'kysely';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { limitTries } from './limits.ts';
import { hashSecret, newSecret } from './secrets.ts';

export const API_TOKEN = /^mdt_[\w-]{43}$/;
const MOST = 20;

/**
 * Makes a token for a program; it is shown this once. It begins with a word by which leak scanners know it.
 * @throws {Refusal} forbidden when asked with a token; not_possible when there are 20; too_many_requests
 */
export async function createApiToken(
	actor: Actor,
	{ name }: { name: string },
): Promise<{ id: string; name: string; token: string }> {
	if (!actor.sessionId) throw new Refusal('forbidden', { detail: 'A token cannot make tokens' });
	await limitTries('api-tokens', actor.id);
	const [id, token] = [newId(), `mdt_${newSecret()}`];
	await transaction(async (tx) => {
		// Locks the account, so that two at once cannot both be the twentieth, and a deleted one gets none.
		const user = await tx
			.selectFrom('users')
			.select('status')
			.where('id', '=', actor.id)
			.forUpdate()
			.executeTakeFirst();
		if (user?.status !== 'active') throw new Refusal('not_signed_in');
		const { count } = await tx
			.selectFrom('api_tokens')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.where('user_id', '=', actor.id)
			.where('revoked_at', 'is', null)
			.executeTakeFirstOrThrow();
		if (count >= MOST)
			throw new Refusal('not_possible', { detail: `There are ${MOST} tokens already; revoke one first` });
		await tx
			.insertInto('api_tokens')
			.values({ id, token_hash: hashSecret(token), user_id: actor.id, name, created_at: sql<Date>`now(3)` })
			.execute();
	});
	return { id, name, token };
}
