import type { RequestEvent } from '@sveltejs/kit';
import type { SessionCookie } from '#accounts/server/sessions.ts';

/** Sends a session's cookie, or the one that takes it away, with a page's answer. */
export function keepSession(event: RequestEvent, cookie: SessionCookie): void {
	event.cookies.set(cookie.name, cookie.value, cookie.attributes);
}
