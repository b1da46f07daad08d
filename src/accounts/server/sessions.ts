/**
 * The one door to Lucia. Lucia thinks that a session's id is the token in the cookie; the table holds only its SHA-256,
 * compared as bytes, so a copy of the table opens no account.
 *
 * A session is alive while all of this is true, by the database's clock: it was used in the last 7 days, it was begun in the
 * last 30, and its user is active. It is read together with its user in one query. Outside, sessions are named by a
 * public id that opens nothing.
 */
import { sql, type SqlBool } from 'kysely';
import { Lucia, TimeSpan, type Adapter, type Cookie } from 'lucia';
import { newId } from '#lib/ids.ts';
import { currentContext } from '#lib/server/context.ts';
import { db, type Db, type Tx } from '#lib/server/db.ts';
import { origin } from '#lib/server/env.ts';
import type { Actor } from '../actor.ts';
import { hashSecret } from './secrets.ts';

const IDLE_DAYS = 7;
export const ABSOLUTE_DAYS = 30;

/** For queries over `sessions`: true while neither its idle time nor its age is over. */
export const unexpired = sql<SqlBool>`sessions.expires_at > now(3)
	and sessions.created_at > date_sub(now(3), interval ${ABSOLUTE_DAYS} day)`;

const idleFromNow = sql<Date>`date_add(now(3), interval ${IDLE_DAYS} day)`;

type SessionAttributes = { publicId: string; userAgent: string | null };
type UserAttributes = Pick<Actor, 'username' | 'role' | 'emailVerified'>;

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionAttributes, UserAttributes>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}

function adapterOn(on: Db | Tx): Adapter {
	return {
		async getSessionAndUser(token) {
			const row = await on
				.selectFrom('sessions')
				.innerJoin('users', 'users.id', 'sessions.user_id')
				.select(['sessions.public_id', 'sessions.user_agent', 'users.id as user_id'])
				.select(['users.username', 'users.role', 'users.email_verified_at'])
				// Lucia compares with this process's clock: tell it the time left, not the hour.
				.select(sql<number>`timestampdiff(second, now(3), sessions.expires_at)`.as('seconds_left'))
				.where('sessions.id', '=', hashSecret(token))
				.where(unexpired)
				.where('users.status', '=', 'active')
				.executeTakeFirst();
			if (!row) return [null, null];
			const session = {
				id: token,
				userId: row.user_id,
				expiresAt: new Date(Date.now() + (row.seconds_left + 1) * 1_000),
				attributes: { publicId: row.public_id, userAgent: row.user_agent },
			};
			const attributes: UserAttributes = {
				username: row.username,
				role: row.role as Actor['role'],
				emailVerified: row.email_verified_at !== null,
			};
			return [session, { id: row.user_id, attributes }];
		},
		async setSession({ id, userId, attributes }) {
			await on
				.insertInto('sessions')
				.values({
					id: hashSecret(id),
					public_id: attributes.publicId,
					user_id: userId,
					user_agent: attributes.userAgent,
					address: currentContext()?.address?.slice(0, 45) ?? null,
					created_at: sql<Date>`now(3)`,
					expires_at: idleFromNow,
				})
				.execute();
		},
		async updateSessionExpiration(token) {
			await on
				.updateTable('sessions')
				.set({ expires_at: idleFromNow })
				.where('id', '=', hashSecret(token))
				.execute();
		},
		async deleteSession(token) {
			await on.deleteFrom('sessions').where('id', '=', hashSecret(token)).execute();
		},
		async deleteUserSessions(userId) {
			await on.deleteFrom('sessions').where('user_id', '=', userId).execute();
		},
		async deleteExpiredSessions() {
			await on
				.deleteFrom('sessions')
				.where(({ not }) => not(unexpired))
				.execute();
		},
		// What somebody's sessions are is told by queries.ts, by their public ids: a hash is of no use outside.
		getUserSessions: async () => [],
	};
}

const secure = origin.startsWith('https:');

const luciaOn = (on: Db | Tx) =>
	new Lucia<SessionAttributes, UserAttributes>(adapterOn(on), {
		sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
		sessionCookie: {
			name: secure ? '__Host-marketday_session' : 'marketday_session',
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes,
	});

const lucia = luciaOn(db);

export type SessionCookie = {
	name: string;
	value: string;
	attributes: {
		path: string;
		secure?: boolean;
		httpOnly?: boolean;
		sameSite?: 'lax' | 'strict' | 'none';
		maxAge?: number;
	};
	/** All of it, as a Set-Cookie header says it. */
	header: string;
};

/** What Lucia hands out; anything else is not worth a query. */
const TOKEN = /^[a-z2-7]{40}$/;

/** Begins a session under a new token. Call it in the transaction that has the user's row locked and found active. */
export async function beginSession(
	tx: Tx,
	userId: string,
	userAgent: string | null,
): Promise<{ publicId: string; cookie: SessionCookie }> {
	const publicId = newId();
	const attributes = { publicId, userAgent: userAgent?.replace(/[^\x20-\x7e]/g, '').slice(0, 255) || null };
	const session = await luciaOn(tx).createSession(userId, attributes);
	return { publicId, cookie: cookieOf(lucia.createSessionCookie(session.id)) };
}

/** Whose session the Cookie header carries; `setCookie` when its time was extended, or to take a dead one away. */
export async function readSession(
	cookieHeader: string,
): Promise<{ actor: Actor | null; setCookie?: string }> {
	const token = lucia.readSessionCookie(cookieHeader);
	if (token === null) return { actor: null };
	if (!TOKEN.test(token)) return { actor: null, setCookie: noSessionCookie().header };
	const { session, user } = await lucia.validateSession(token);
	if (!session) return { actor: null, setCookie: noSessionCookie().header };
	const { id, username, role, emailVerified } = user;
	return {
		actor: { id, username, role, emailVerified, sessionId: session.publicId },
		...(session.fresh && { setCookie: lucia.createSessionCookie(token).serialize() }),
	};
}

/** The cookie that takes the session's cookie away. */
export function noSessionCookie(): SessionCookie {
	return cookieOf(lucia.createBlankSessionCookie());
}

function cookieOf(cookie: Cookie): SessionCookie {
	const { name, value, attributes } = cookie;
	return { name, value, attributes: { ...attributes, path: '/' }, header: cookie.serialize() };
}

export function deleteExpiredSessions(): Promise<void> {
	return lucia.deleteExpiredSessions();
}
