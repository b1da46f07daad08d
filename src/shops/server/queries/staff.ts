import { sql, type SqlBool } from 'kysely';
import { db, type Tx } from '#lib/server/db.ts';
import { isSigned } from '#lib/server/signature.ts';
import type { StaffRole } from '../../permissions.ts';
import type { Invitation, StaffMember } from '../../staff.ts';
import { peopleOf } from './seats.ts';

const open = sql<SqlBool>`ended_at is null and expires_at > now(3)`;

export async function staffOf(shopId: string): Promise<StaffMember[]> {
	const people = await peopleOf(shopId);
	return people.map(({ userId, username, role, since }) => ({
		id: userId,
		username,
		role,
		since: since.toISOString(),
	}));
}

/** Those that may still be accepted; for the owner alone, since they hold addresses. */
export async function invitationsOf(shopId: string): Promise<Invitation[]> {
	const rows = await db
		.selectFrom('shop_invitations')
		.select(['id', 'email', 'role', 'expires_at'])
		.where('shop_id', '=', shopId)
		.where(open)
		.orderBy('created_at', 'desc')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		email: row.email,
		role: row.role as StaffRole,
		expires_at: row.expires_at.toISOString(),
	}));
}

export type OpenInvitation = {
	id: string;
	email: string;
	role: StaffRole;
	shop: { id: string; name: string; slug: string; colours: [string, string] };
	invitedBy: string;
};

/** An invitation that may still be accepted, or null. */
export async function openInvitation(id: string, on: Tx | typeof db = db): Promise<OpenInvitation | null> {
	const row = await on
		.selectFrom('shop_invitations')
		.innerJoin('shops', 'shops.id', 'shop_invitations.shop_id')
		.innerJoin('users', 'users.id', 'shop_invitations.invited_by')
		.select(['shop_invitations.id', 'shop_invitations.email', 'shop_invitations.role', 'users.username'])
		.select(['shops.id as shop_id', 'shops.name', 'shops.slug', 'shops.colour_a', 'shops.colour_b'])
		.where('shop_invitations.id', '=', id)
		.where(open)
		.executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		email: row.email,
		role: row.role as StaffRole,
		shop: { id: row.shop_id, name: row.name, slug: row.slug, colours: [row.colour_a, row.colour_b] },
		invitedBy: row.username,
	};
}

/** The same by the link in the letter; null for another's mark as well. */
export async function invitationOfLink(id: string, key: string): Promise<OpenInvitation | null> {
	return isSigned('staff-invitation', id, key) ? await openInvitation(id) : null;
}
