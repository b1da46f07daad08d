import { sql } from 'kysely';
import { ID_PATTERN } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import type { Actor, Guest } from '../actor.ts';
import { API_TOKEN } from './create-api-token.ts';
import { readGuest } from './guest-cookie.ts';
import { hashSecret } from './secrets.ts';
import { readSession } from './sessions.ts';

/**
 * Who asks: by `Authorization: Bearer` (a program; a cookie beside it counts for nothing) or by the session cookie.
 * `guest` is whoever shopped here without signing in, be somebody signed in now or not.
 * `setCookie`, where given, is to be sent back. Suspended and deleted users are nobody, at once.
 */
export async function authenticate(
	headers: Headers,
): Promise<{ actor: Actor | null; guest: Guest | null; setCookie?: string }> {
	const authorization = headers.get('authorization');
	if (authorization !== null) {
		const actor = await readApiToken(authorization);
		return { actor: actor && { ...actor, shopId: chosenShop(headers.get('marketday-shop')) }, guest: null };
	}
	const cookies = headers.get('cookie');
	if (cookies === null) return { actor: null, guest: null };
	const found = await readSession(cookies);
	const shopId = chosenShop(headers.get('marketday-shop') ?? shopOfCookies(cookies));
	return { ...found, actor: found.actor && { ...found.actor, shopId }, guest: readGuest(cookies) };
}

/** The cookie that says in which shop somebody works now, where there are several. It opens nothing. */
export const SHOP_COOKIE = 'marketday_shop';

const shopOfCookies = (cookies: string) => new RegExp(`(?:^|;\\s*)${SHOP_COOKIE}=([^;]*)`).exec(cookies)?.[1];
const chosenShop = (id: string | null | undefined) => (id && ID_PATTERN.test(id) ? id : undefined);

async function readApiToken(authorization: string): Promise<Actor | null> {
	const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
	if (!token || !API_TOKEN.test(token)) return null;
	const row = await db
		.selectFrom('api_tokens')
		.innerJoin('users', 'users.id', 'api_tokens.user_id')
		.select(['users.id', 'users.username', 'users.role', 'users.email_verified_at'])
		.select(['api_tokens.id as token_id'])
		.select(sql<number>`coalesce(last_used_at < date_sub(now(3), interval 1 minute), 1)`.as('long_unused'))
		.where('api_tokens.token_hash', '=', hashSecret(token))
		.where('api_tokens.revoked_at', 'is', null)
		.where('users.status', '=', 'active')
		.executeTakeFirst();
	if (!row) return null;
	// Once a minute is enough to see what is in use.
	if (row.long_unused)
		await db
			.updateTable('api_tokens')
			.set({ last_used_at: sql<Date>`now(3)` })
			.where('id', '=', row.token_id)
			.execute();
	return {
		id: row.id,
		username: row.username,
		role: row.role as Actor['role'],
		emailVerified: row.email_verified_at !== null,
		sessionId: null,
	};
}
