/** Reads of accounts; other rooms may call them. */
import { sql } from 'kysely';
import { db, type Db, type Tx } from '#lib/server/db.ts';
import type { UserView } from '../account.ts';
import { ABSOLUTE_DAYS, unexpired } from './sessions.ts';

/** A user as the house sees one: never the password's hash. */
export type User = UserView & { status: 'active' | 'suspended' | 'deleted' | 'guest'; version: number };

const columns = [
	'id',
	'username',
	'email',
	'email_verified_at',
	'role',
	'status',
	'town',
	'announce_purchases',
	'version',
	'created_at',
] as const;

const usersOn = (on: Db | Tx) => on.selectFrom('users').select(columns);
type Row = Awaited<ReturnType<ReturnType<typeof usersOn>['executeTakeFirstOrThrow']>>;

function asUser(row: Row): User {
	return {
		id: row.id,
		username: row.username,
		email: row.email,
		email_verified: row.email_verified_at !== null,
		role: row.role as User['role'],
		status: row.status as User['status'],
		town: row.town,
		announce_purchases: row.announce_purchases === 1,
		version: row.version,
		created_at: row.created_at.toISOString(),
	};
}

/** The user of that id, of whatever status; null if there is none. */
export async function findUser(id: string, on: Db | Tx = db): Promise<User | null> {
	const row = await usersOn(on).where('id', '=', id).executeTakeFirst();
	return row ? asUser(row) : null;
}

/** Whether a guest's cookie still opens what is under its id: not once that is a member's, or deleted. */
export async function guestStands(id: string, on: Db | Tx = db): Promise<boolean> {
	const row = await on.selectFrom('users').select('status').where('id', '=', id).executeTakeFirst();
	return !row || row.status === 'guest';
}

/** Users by id; ids that do not exist are left out. */
export async function usersByIds(ids: readonly string[], on: Db | Tx = db): Promise<Map<string, User>> {
	if (ids.length === 0) return new Map();
	const rows = await usersOn(on)
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map((row) => [row.id, asUser(row)]));
}

/** Which of these sessions (public ids) still count: not ended, not expired, their users active. */
export async function liveSessions(publicIds: readonly string[]): Promise<Set<string>> {
	if (publicIds.length === 0) return new Set();
	const rows = await db
		.selectFrom('sessions')
		.innerJoin('users', 'users.id', 'sessions.user_id')
		.select('sessions.public_id')
		.where('sessions.public_id', 'in', publicIds)
		.where(unexpired)
		.where('users.status', '=', 'active')
		.execute();
	return new Set(rows.map((row) => row.public_id));
}

/** Whether the session of that public id still counts. */
export async function sessionIsLive(publicId: string): Promise<boolean> {
	return (await liveSessions([publicId])).has(publicId);
}

/** Somebody's live sessions, the latest first, by their public ids. */
export async function sessionsOf(userId: string) {
	const rows = await db
		.selectFrom('sessions')
		.select(['public_id as id', 'user_agent', 'address', 'created_at'])
		.select(
			sql<Date>`least(expires_at, date_add(created_at, interval ${ABSOLUTE_DAYS} day))`.as('expires_at'),
		)
		.where('user_id', '=', userId)
		.where(unexpired)
		.orderBy('created_at', 'desc')
		.limit(100)
		.execute();
	return rows.map((row) => ({
		...row,
		created_at: row.created_at.toISOString(),
		expires_at: row.expires_at.toISOString(),
	}));
}

/** Somebody's API tokens that still work, without what opens anything. */
export async function apiTokensOf(userId: string) {
	const rows = await db
		.selectFrom('api_tokens')
		.select(['id', 'name', 'created_at', 'last_used_at'])
		.where('user_id', '=', userId)
		.where('revoked_at', 'is', null)
		.orderBy('created_at', 'desc')
		.execute();
	return rows.map((row) => ({
		...row,
		created_at: row.created_at.toISOString(),
		last_used_at: row.last_used_at?.toISOString() ?? null,
	}));
}
