/** Where the rooms are put together in a web process: who is asking, the sockets, and what every answer carries. */
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { authenticate } from '#accounts/server/authenticate.ts';
import { liveSessions } from '#accounts/server/queries.ts';
import { readStockFrames } from '#catalog/server/queries.ts';
import { startSequencer } from '#events/server/sequence.ts';
import { connectHints } from '#events/server/wake.ts';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { withContext } from '#lib/server/context.ts';
import { db, isAway } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { counters, histograms } from '#lib/server/metrics.ts';
import { APP, findDoorway, type RunningApp } from '#realtime/server/doorway.ts';
import { startRealtime } from '#realtime/server/start-realtime.ts';
import { wrongMethod } from './routes/edge/api-methods.ts';
import { allowCardFields } from './routes/edge/card-fields.ts';
import { isCrossSite } from './routes/edge/cross-site.ts';
import { mayRead } from './routes/edge/may-read.ts';
import { problem } from './routes/edge/problem.ts';
import { shopperOf } from './routes/edge/shopper.ts';

const THEMES = new Set(['day', 'night']);

export const init: ServerInit = async () => {
	const shared = globalThis as Record<symbol, unknown>;
	// In development this module is loaded again after a change: the sockets stay, what they do is put in anew.
	await (shared[APP] as RunningApp | undefined)?.closeSockets();
	const doorway = findDoorway();
	if (!doorway) return;
	let ready = true;
	const disconnectHints = connectHints();
	const sequencer = startSequencer();
	const realtime = await startRealtime(
		doorway.server,
		{ authenticate, mayRead, readStock: readStockFrames, liveSessions },
		{ address: (socket) => doorway.addressOf(socket.request) },
	);
	shared[APP] = {
		ready: () => ready,
		async closeSockets() {
			ready = false;
			await realtime.stop({ keepServer: import.meta.env.DEV });
			await sequencer.stop();
			await disconnectHints();
		},
		closeRest: () => db.destroy(),
	} satisfies RunningApp;
};

export const handle: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const requestId = newId();
	event.locals.requestId = requestId;
	event.locals.address = event.getClientAddress();
	event.locals.actor = null;
	event.locals.guest = null;

	const answered = await withContext({ requestId, address: event.locals.address }, () =>
		answer({ event, resolve }),
	);
	const response = wrongMethod(answered, event.url.pathname, requestId) ?? answered;

	response.headers.set('x-request-id', requestId);
	const route = event.route.id ?? 'none';
	counters.requests.inc({ method: event.request.method, route, status: String(response.status) });
	histograms.requestSeconds.observe(
		{ method: event.request.method, route },
		(performance.now() - started) / 1_000,
	);
	return response;
};

const answer: Handle = async ({ event, resolve }) => {
	const { requestId } = event.locals;
	if (isCrossSite(event.request, event.request.headers.get('host')))
		return problem(new Refusal('cross_site'), requestId);

	let setCookie: string | undefined;
	try {
		const found = await authenticate(event.request.headers);
		event.locals.actor = found.actor;
		event.locals.guest = found.guest;
		setCookie = found.setCookie;
	} catch (error) {
		log.error({ err: error }, 'the caller could not be authenticated');
		return problem(new Refusal('busy', { retry_after: 2 }), requestId);
	}
	const shopper = shopperOf(event);

	return await withContext({ requestId, address: event.locals.address, actorId: shopper?.id }, async () => {
		const theme = event.cookies.get('theme') ?? '';
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%theme%', THEMES.has(theme) ? theme : 'auto'),
			preload: ({ type }) => type === 'js' || type === 'css',
		});
		allowCardFields(response.headers);
		if (event.locals.away && response.status === 500) {
			const headers = new Headers(response.headers);
			headers.set('retry-after', '2');
			headers.set('cache-control', 'no-store');
			return new Response(response.body, { status: 503, headers });
		}
		// A page or endpoint that set cookies itself (sign-in, sign-out) has the last word.
		if (setCookie && !response.headers.has('set-cookie')) response.headers.append('set-cookie', setCookie);
		// What somebody whom we know sees is theirs alone; one whom this very request made a guest as well.
		if (shopperOf(event) && !response.headers.has('cache-control'))
			response.headers.set('cache-control', 'private, no-store');
		return response;
	});
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const requestId = event.locals.requestId;
	if (error instanceof Refusal) return { message: error.message, code: error.code, request_id: requestId };
	if (isAway(error)) {
		log.warn({ err: error, request_id: requestId, path: event.url.pathname }, 'the database is away');
		event.locals.away = true;
		const busy = new Refusal('busy');
		return { message: busy.message, code: busy.code, request_id: requestId };
	}
	if (status >= 500)
		log.error({ err: error, request_id: requestId, path: event.url.pathname }, 'request failed');
	return { message: status >= 500 ? 'Something broke on our side' : message, request_id: requestId };
};
