/**
 * Links that are sent by mail: to confirm an address, to choose a new password. Only the SHA-256 of the secret in the link is
 * kept. Each opens once: `useToken` marks it by one conditional UPDATE, so of fifty at once forty-nine find nothing.
 * A link is bound to the address it was sent to, and dies when the account's address changes.
 */
import { sql, type ExpressionBuilder } from 'kysely';
import { Refusal } from '#lib/refusal.ts';
import { db, type Tx } from '#lib/server/db.ts';
import type { DB } from '#lib/server/tables.ts';
import { hashSecret, newSecret } from '../secrets.ts';

export type TokenKind = 'verify' | 'reset';

const LIFE_HOURS: Record<TokenKind, number> = { verify: 72, reset: 1 };
const TOKEN = /^[\w-]{43}$/;

/**
 * Makes the secret of a link to be mailed now; earlier links stay good until one of them is used.
 * Answers null when there is nothing to send any more: the account is not active, or its address is confirmed already.
 */
export async function issueToken(
	tx: Tx,
	userId: string,
	kind: TokenKind,
): Promise<{ token: string; email: string; username: string; hours: number } | null> {
	const user = await tx
		.selectFrom('users')
		.select(['username', 'email', 'email_key', 'email_verified_at'])
		.where('id', '=', userId)
		.where('status', '=', 'active')
		.executeTakeFirst();
	if (!user?.email_key || (kind === 'verify' && user.email_verified_at)) return null;
	const [token, hours] = [newSecret(), LIFE_HOURS[kind]];
	await tx
		.insertInto('account_tokens')
		.values({
			token_hash: hashSecret(token),
			user_id: userId,
			kind,
			email_key: user.email_key,
			created_at: sql<Date>`now(3)`,
			expires_at: sql<Date>`date_add(now(3), interval ${hours} hour)`,
		})
		.execute();
	return { token, email: user.email, username: user.username, hours };
}

const opens = (token: string, kind: TokenKind) => (eb: ExpressionBuilder<DB, 'account_tokens'>) =>
	eb.and([
		eb('token_hash', '=', hashSecret(token)),
		eb('kind', '=', kind),
		eb('used_at', 'is', null),
		eb('expires_at', '>', sql<Date>`now(3)`),
		eb.exists(
			eb
				.selectFrom('users')
				.select('users.id')
				.whereRef('users.id', '=', 'account_tokens.user_id')
				.whereRef('users.email_key', '=', 'account_tokens.email_key')
				.where('users.status', '=', 'active'),
		),
	]);

/** Whether the link would open now. Looks only: a mail scanner that follows links must not use them up. */
export async function tokenIsLive(token: string, kind: TokenKind): Promise<boolean> {
	if (!TOKEN.test(token)) return false;
	const row = await db
		.selectFrom('account_tokens')
		.select('user_id')
		.where(opens(token, kind))
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Uses the link up and answers whose it is; other links of its kind to the same account are used up with it.
 * @throws {Refusal} gone
 */
export async function useToken(tx: Tx, token: string, kind: TokenKind): Promise<string> {
	if (!TOKEN.test(token)) throw new Refusal('gone');
	const used = await tx
		.updateTable('account_tokens')
		.set({ used_at: sql<Date>`now(3)` })
		.where(opens(token, kind))
		.executeTakeFirst();
	if (used.numUpdatedRows !== 1n) throw new Refusal('gone');
	const { user_id } = await tx
		.selectFrom('account_tokens')
		.select('user_id')
		.where('token_hash', '=', hashSecret(token))
		.executeTakeFirstOrThrow();
	await spoilTokens(tx, user_id, kind);
	return user_id;
}

/** Uses up every link of a kind to an account. */
export async function spoilTokens(tx: Tx, userId: string, kind: TokenKind): Promise<void> {
	await tx
		.updateTable('account_tokens')
		.set({ used_at: sql<Date>`now(3)` })
		.where('user_id', '=', userId)
		.where('kind', '=', kind)
		.where('used_at', 'is', null)
		.execute();
}
