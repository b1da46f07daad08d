/** Who may see a page, and how an expected "no" becomes the error page. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#accounts/actor.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal, refusals } from '#lib/refusal.ts';

/** Sends a guest to the sign-in page and back again afterwards. A malformed id in the path is an id that is not there. */
export function needActor(event: RequestEvent): Actor {
	const { id } = event.params;
	if (id !== undefined && !ID_PATTERN.test(id))
		error(404, { message: refusals.not_found.title, code: 'not_found' });
	if (event.locals.actor) return event.locals.actor;
	const back = event.request.method === 'GET' ? event.url.pathname + event.url.search : event.url.pathname;
	redirect(303, `/login?next=${encodeURIComponent(back)}`);
}

/** For what only admins may see: it is not there for anybody else. */
export function needAdmin(event: RequestEvent): Actor {
	const actor = needActor(event);
	if (actor.role !== 'admin') error(404, { message: refusals.not_found.title, code: 'not_found' });
	return actor;
}

/** Runs a page's load; a refusal becomes the error page with its status. */
export async function orErrorPage<T>(event: { locals: App.Locals }, run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		error(thrown.status, { message: thrown.message, code: thrown.code, request_id: event.locals.requestId });
	}
}
