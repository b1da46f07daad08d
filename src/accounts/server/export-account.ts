import { Refusal } from '#lib/refusal.ts';
import { db } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { limitTries } from './limits.ts';
import { apiTokensOf, findUser, sessionsOf } from './queries.ts';
import { addressesOf } from './queries/address-book.ts';

/**
 * Everything this room keeps about somebody, for them to take away.
 * @throws {Refusal} too_many_requests
 */
export async function exportAccount(actor: Actor) {
	await limitTries('export-account', actor.id);
	const user = await findUser(actor.id);
	if (!user) throw new Refusal('not_found');
	const mailed = await db
		.selectFrom('account_tokens')
		.select(['kind', 'created_at', 'expires_at', 'used_at'])
		.where('user_id', '=', actor.id)
		.orderBy('created_at')
		.execute();
	return {
		account: user,
		sessions: await sessionsOf(actor.id),
		api_tokens: await apiTokensOf(actor.id),
		mailed_links: mailed,
		addresses: await addressesOf(actor.id),
	};
}
