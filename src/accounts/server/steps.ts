/**
 * Writes to accounts inside a caller's transaction. Each locks the user's row first (its UPDATE), then whatever hangs on it,
 * then tells: two changes of one user are told in the order of their locks, with versions 1, 2, 3 …
 */
import { sql } from 'kysely';
import { record, type NewEvent } from '#events/server/record.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { GONE_PREFIX } from '../account.ts';

/** What a row of `users` may be while it is somebody's. */
type Standing = 'active' | 'suspended' | 'guest';

type Change = Partial<{
	username: string;
	email: string;
	email_key: Buffer | null;
	password_hash: string;
	role: 'user' | 'admin';
	status: Standing | 'deleted';
	status_reason: string | null;
	town: string | null;
	announce_purchases: number;
	email_verified_at: Date | null | ReturnType<typeof sql<Date>>;
}>;

/** A new member. `email` is normalised, as `emailField` gives it. */
export type NewUser = {
	username: string;
	email: string;
	passwordHash: string;
	/** For a market that is set up with people in it: who need not confirm an address, and may run it. */
	ready?: { town: string | null; role: 'user' | 'admin' };
};

/**
 * Adds a member and answers the id.
 * @throws MySQL's duplicate error (`isDuplicate`) when the name or address is another's
 */
export async function addUser(tx: Tx, user: NewUser): Promise<string> {
	const id = newId();
	const now = sql<Date>`now(3)`;
	await tx
		.insertInto('users')
		.values({
			id,
			username: user.username,
			email: user.email,
			email_key: Buffer.from(user.email),
			password_hash: user.passwordHash,
			created_at: now,
			...(user.ready && { ...user.ready, email_verified_at: now }),
		})
		.execute();
	await record(tx, { type: 'user.registered', id, version: 1, data: { username: user.username } });
	return id;
}

export type ChangedUser = { id: string; username: string; version: number };

/**
 * Changes the user's row and raises its version, if the user is not deleted and of `status`: a member's, where none is given.
 * @throws {Refusal} not_found for who is deleted or never was, not_possible when of another status
 */
export async function changeUser(
	tx: Tx,
	userId: string,
	change: Change,
	status: Standing | 'member' | 'any' = 'member',
): Promise<ChangedUser> {
	const user = await tx
		.selectFrom('users')
		.select(['username', 'status', 'version'])
		.where('id', '=', userId)
		.where('status', '!=', 'deleted')
		.forUpdate()
		.executeTakeFirst();
	if (!user) throw new Refusal('not_found');
	const fits = status === 'any' || (status === 'member' ? user.status !== 'guest' : user.status === status);
	if (!fits)
		throw new Refusal('not_possible', {
			detail:
				user.status === 'guest' ? 'This is a guest without an account' : `This account is ${user.status}`,
		});
	await tx
		.updateTable('users')
		.set({ ...change, version: user.version + 1 })
		.where('id', '=', userId)
		.execute();
	return { id: userId, username: change.username ?? user.username, version: user.version + 1 };
}

/** Ends sessions of a user (all, but one, or one), tells whoever holds their sockets, and answers how many there were. */
export async function revokeSessions(
	tx: Tx,
	userId: string,
	why: string,
	which: { except?: string | null; only?: string } = {},
): Promise<number> {
	let ended = tx.selectFrom('sessions').select('public_id').where('user_id', '=', userId);
	if (which.except) ended = ended.where('public_id', '!=', which.except);
	if (which.only) ended = ended.where('public_id', '=', which.only);
	const ids = (await ended.orderBy('public_id').forUpdate().execute()).map((row) => row.public_id);
	if (ids.length === 0) return 0;
	await tx.deleteFrom('sessions').where('public_id', 'in', ids).execute();
	await record(tx, {
		type: 'session.revoked',
		id: newId(),
		version: 1,
		data: { user_id: userId, session_ids: ids, why },
	});
	return ids.length;
}

/** Records what happened to a user just changed. */
export async function tellOfUser(tx: Tx, user: ChangedUser, event: AboutUser): Promise<void> {
	await record(tx, {
		type: event.type,
		id: user.id,
		version: user.version,
		data: { username: user.username, ...event.data },
	} as NewEvent);
}
type AboutUser =
	| { type: 'user.registered' | 'user.verified' | 'user.reinstated' | 'user.deleted'; data?: object }
	| { type: 'user.changed'; data: { fields: string[] } }
	| { type: 'user.role_changed'; data: { role: string } }
	| { type: 'user.suspended'; data: { reason: string } }
	| { type: 'user.verification_asked' | 'user.reset_asked'; data: { request: string } };

export type UserEdit = Partial<{
	username: string;
	/** Normalised, as `emailField` gives it. */
	email: string;
	/** Empty for none. */
	town: string;
	announce_purchases: boolean;
}>;

/**
 * Changes what is new of `edit`, if anything. A new address is unconfirmed, and a mail to confirm it follows.
 * @throws {Refusal} not_found
 * @throws MySQL's duplicate error (`isDuplicate`) when the name or address is another's
 */
export async function editUser(tx: Tx, userId: string, edit: UserEdit): Promise<string[]> {
	const now = await tx
		.selectFrom('users')
		.select(['username', 'email', 'town', 'announce_purchases'])
		.where('id', '=', userId)
		.where('status', '!=', 'deleted')
		.forUpdate()
		.executeTakeFirst();
	if (!now) throw new Refusal('not_found');
	const change: Change = {};
	if (edit.username !== undefined && edit.username !== now.username) change.username = edit.username;
	if (edit.town !== undefined && (edit.town || null) !== now.town) change.town = edit.town || null;
	if (edit.announce_purchases !== undefined && Number(edit.announce_purchases) !== now.announce_purchases)
		change.announce_purchases = Number(edit.announce_purchases);
	if (edit.email !== undefined && edit.email !== now.email) change.email = edit.email;
	const fields = Object.keys(change);
	if (fields.length === 0) return [];
	if (change.email) Object.assign(change, { email_key: Buffer.from(change.email), email_verified_at: null });
	await tellOfUser(tx, await changeUser(tx, userId, change), { type: 'user.changed', data: { fields } });
	if (change.email)
		await tellOfUser(tx, await changeUser(tx, userId, {}), {
			type: 'user.verification_asked',
			data: { request: newId() },
		});
	return fields;
}

/** Shuts an active account: nobody is signed in with it, and its shop and products are not shown. */
export async function suspendUser(tx: Tx, userId: string, reason: string): Promise<ChangedUser> {
	const user = await changeUser(tx, userId, { status: 'suspended', status_reason: reason }, 'active');
	await revokeSessions(tx, userId, 'suspended');
	await tellOfUser(tx, user, { type: 'user.suspended', data: { reason } });
	return user;
}

/** Opens a suspended account again, exactly as it was; its sessions stay ended. */
export async function reinstateUser(tx: Tx, userId: string): Promise<ChangedUser> {
	const user = await changeUser(tx, userId, { status: 'active', status_reason: null }, 'suspended');
	await tellOfUser(tx, user, { type: 'user.reinstated' });
	return user;
}

/** Makes somebody admin, or a plain user again. All sessions end: a new right begins with a new token. */
export async function setRole(tx: Tx, userId: string, role: 'user' | 'admin'): Promise<ChangedUser> {
	const user = await changeUser(tx, userId, { role });
	await revokeSessions(tx, userId, 'role changed');
	await tellOfUser(tx, user, { type: 'user.role_changed', data: { role } });
	return user;
}

/**
 * Takes away everything that says who it was; the row stays, since orders name it. Cannot be undone.
 * @throws {Refusal} not_found when there is none, or no more
 */
export async function deleteUser(tx: Tx, userId: string): Promise<ChangedUser> {
	const nothing: Change = {
		username: GONE_PREFIX + userId,
		email: '',
		email_key: null,
		password_hash: '',
		role: 'user',
		status: 'deleted',
		status_reason: null,
		town: null,
		announce_purchases: 0,
		email_verified_at: null,
	};
	const user = await changeUser(tx, userId, nothing, 'any');
	await revokeSessions(tx, userId, 'account deleted');
	await tx.deleteFrom('account_tokens').where('user_id', '=', userId).execute();
	await tx.deleteFrom('api_tokens').where('user_id', '=', userId).execute();
	await tx.deleteFrom('addresses').where('user_id', '=', userId).execute();
	await tellOfUser(tx, user, { type: 'user.deleted' });
	return user;
}
