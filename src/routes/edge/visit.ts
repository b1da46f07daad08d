import type { RequestEvent } from '@sveltejs/kit';

/** Where a request comes from, as the accounts' commands want it. */
export function visitOf(event: RequestEvent): { address: string; userAgent: string | null } {
	return { address: event.locals.address, userAgent: event.request.headers.get('user-agent') };
}
