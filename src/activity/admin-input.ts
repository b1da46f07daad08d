/** What an admin's forms and addresses may hold. */
import { z } from 'zod';
import { emailField, usernameField } from '#accounts/account.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { textLine } from '#lib/text.ts';
import { groupNames } from './feed.ts';

const id = z.string().regex(ID_PATTERN);
const searchText = z
	.string()
	.max(100, 'At most 100 characters')
	.refine((text) => text.isWellFormed() && !text.includes('\0'), 'This is not text');

/** The feed's address. `shop` is an id or slug, `user` an id or username, `until` an instant before which to look. */
export const feedQuery = z.strictObject({
	group: z.enum(groupNames).optional(),
	shop: searchText.optional(),
	user: searchText.optional(),
	q: searchText.optional(),
	until: z.iso.datetime('Give an instant like 2026-11-23T14:00:00Z').optional(),
	cursor: z
		.string()
		.regex(/^[1-9]\d{0,14}$/, 'This is no cursor of ours')
		.optional(),
	limit: z
		.string()
		.regex(/^(?:[1-9]\d?|1\d\d|200)$/, 'From 1 to 200')
		.transform(Number)
		.optional(),
});
export type FeedQuery = z.infer<typeof feedQuery>;

/** The lists' addresses: what is looked for, a state, and where to go on. */
export const listQuery = z.object({
	q: searchText.catch('').default(''),
	status: z
		.string()
		.regex(/^[a-z_]{1,16}$/)
		.optional()
		.catch(undefined),
	cursor: id.optional().catch(undefined),
});
export type ListQuery = z.infer<typeof listQuery>;

/** Why an admin does it; kept in the audit log, and shown to whom it concerns. */
export const reasonField = textLine(3, 500);
export const reasonInput = z.strictObject({ reason: reasonField });

export const editUserInput = z.strictObject({
	username: usernameField,
	email: emailField,
	town: textLine(0, 80),
});
export const roleInput = z.strictObject({ role: z.enum(['user', 'admin']), reason: reasonField });
export const cancelOrderInput = z.strictObject({ order_id: id, reason: reasonField });
export const exceptionInput = z.strictObject({ exception_id: id, reason: reasonField });
export const choreInput = z.strictObject({ chore_id: id });
/** Typed out, so that nobody deletes with a slip of the hand. */
export const deleteUserInput = z.strictObject({ confirm: z.string(), reason: reasonField });
