/** What an account is: its fields' rules, and how it is shown to its owner. */
import { z } from 'zod';
import { codePoints, textLine } from '#lib/text.ts';
import { isCommonPassword } from './common-passwords.ts';

const RESERVED = new Set(['admin', 'administrator', 'marketday', 'moderator', 'support', 'system']);
/** Names of deleted accounts begin so; nobody may take one beforehand. */
export const GONE_PREFIX = 'gone-';

/** So begin the names of shoppers without an account, in lists that admins read. */
export const GUEST_PREFIX = 'guest-';

const text = (issue: { input?: unknown }) =>
	issue.input === undefined ? 'Fill this in' : 'Give this as text';

/** 3 to 32 Latin letters, digits, - and _; two that differ by case only are the same name. */
export const usernameField = z
	.string({ error: text })
	.regex(/^[a-z0-9][a-z0-9_-]{2,31}$/i, {
		error: 'Use 3 to 32 letters, digits, - or _, starting with a letter or digit',
		abort: true,
	})
	.refine((name) => !isReserved(name.toLowerCase()), { error: 'This name is taken' });

function isReserved(name: string): boolean {
	return RESERVED.has(name) || name.startsWith(GONE_PREFIX) || name.startsWith(GUEST_PREFIX);
}

const EMAIL =
	/^[^\s@<>()[\],;:"\\\p{C}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;

/** Trimmed, NFC, lower case; at most 254 bytes. Two addresses are the same when these are, byte for byte. */
export const emailField = z
	.string({ error: text })
	.max(1_000, { error: 'This is not an email address', abort: true })
	.trim()
	.normalize('NFC')
	.toLowerCase()
	.refine((email) => EMAIL.test(email) && new TextEncoder().encode(email).byteLength <= 254, {
		error: 'This is not an email address',
	});

/** A password that was once chosen; only what could never be one is refused. */
export const givenPasswordField = z
	.string({ error: text })
	.min(1, { error: 'Fill this in', abort: true })
	.max(256, { error: 'Use at most 128 characters', abort: true })
	.refine((password) => !/[\p{Cc}\p{Cs}]/u.test(password), {
		error: 'This holds a character that cannot be used',
		abort: true,
	})
	// The same word typed on two keyboards is one password.
	.normalize('NFKC')
	.refine((password) => codePoints(password) <= 128, { error: 'Use at most 128 characters' });

/** 10 to 128 characters of any kind, but not what everybody tries first. */
export const newPasswordField = givenPasswordField
	.refine((password) => codePoints(password) >= 10, { error: 'Use at least 10 characters', abort: true })
	.refine((password) => !isCommonPassword(password), {
		error: 'This is one of the first that anybody tries',
	});

export const registerInput = z
	.strictObject({ username: usernameField, email: emailField, password: newPasswordField })
	.refine((input) => !isCommonPassword(input.password, input), {
		path: ['password'],
		error: 'Choose something other than your name or address',
	});
export type RegisterInput = z.infer<typeof registerInput>;

export const loginInput = z.strictObject({ email: emailField, password: givenPasswordField });
export type LoginInput = z.infer<typeof loginInput>;

export const emailInput = z.strictObject({ email: emailField });

export const resetPasswordForm = z.strictObject({ password: newPasswordField });

export const profileInput = z.strictObject({
	username: usernameField,
	/** Empty for none. */
	town: textLine(0, 80),
	announce_purchases: z.boolean('Say true or false'),
});
export type ProfileInput = z.infer<typeof profileInput>;

export const changePasswordInput = z.strictObject({
	current_password: givenPasswordField,
	new_password: newPasswordField,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const apiTokenInput = z.strictObject({ name: textLine(1, 80) });

/** The account as its owner sees it, in pages and in the API. */
export const userView = z.object({
	id: z.string(),
	username: z.string(),
	email: z.string(),
	email_verified: z.boolean(),
	role: z.enum(['user', 'admin']),
	town: z.string().nullable(),
	announce_purchases: z.boolean(),
	created_at: z.iso.datetime(),
});
export type UserView = z.infer<typeof userView>;
