import { error } from '@sveltejs/kit';
import { env } from '#lib/server/env.ts';

/** The development mailbox's folder. In production, or without one, there is nothing here. */
export function mailboxFolder(): string {
	if (env.MARKETDAY_ENV === 'production' || !env.MAILBOX_DIR) error(404);
	return env.MAILBOX_DIR;
}
