/** Who works in a shop, and how they come to. */
import { z } from 'zod';
import { emailField } from '#accounts/account.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import type { ShopRole, StaffRole } from './permissions.ts';

export const MOST_STAFF = 50;
export const INVITATION_DAYS = 7;

export const staffRole = z.enum(['manager', 'packer'], 'Choose manager or packer');

export const invitationInput = z.strictObject({ email: emailField, role: staffRole });
export type InvitationInput = z.infer<typeof invitationInput>;

export const staffRoleInput = z.strictObject({ role: staffRole });
export const staffParams = z.object({ id: z.string().regex(ID_PATTERN) });

export type StaffMember = {
	id: string;
	username: string;
	role: ShopRole;
	/** ISO 8601 UTC. */
	since: string;
};

export type Invitation = { id: string; email: string; role: StaffRole; expires_at: string };

export const staffMemberSchema = z
	.object({
		id: z.string(),
		username: z.string(),
		role: z.enum(['owner', 'manager', 'packer']),
		since: z.iso.datetime(),
	})
	.meta({ id: 'StaffMember' }) satisfies z.ZodType<StaffMember>;

export const invitationSchema = z
	.object({ id: z.string(), email: z.string(), role: staffRole, expires_at: z.iso.datetime() })
	.meta({ id: 'StaffInvitation' }) satisfies z.ZodType<Invitation>;
