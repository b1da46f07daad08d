import type { Handle } from '@sveltejs/kit';
import { authenticate } from '#accounts/server/authenticate.ts';
import { newId } from '#lib/ids.ts';
import { withContext } from '#lib/server/context.ts';

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.requestId = newId();
	event.locals.address = event.getClientAddress();
	const { actor, setCookie } = await authenticate(event.request.headers);
	event.locals.actor = actor;
	const context = {
		requestId: event.locals.requestId,
		actorId: actor?.id,
		address: event.locals.address,
	};
	const response = await withContext(context, () => resolve(event));
	response.headers.set('x-request-id', event.locals.requestId);
	// A page or endpoint that set the cookie itself (sign-in, sign-out) has the last word.
	if (setCookie && !response.headers.has('set-cookie')) response.headers.append('set-cookie', setCookie);
	return response;
};
