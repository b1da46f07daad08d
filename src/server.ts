/**
 * The production door: HTTP and sockets on one port. The app inside `build/` attaches the sockets itself (hooks.server.ts), so
 * that pages, actions and sockets share one database pool.
 */
import compression from 'compression';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { env, origin, settleAdapter } from './lib/server/env.ts';
import { log } from './lib/server/log.ts';
import { APP, HTTP, type RunningApp } from './realtime/server/doorway.ts';

const DRAIN_MS = 8_000;
const DRAIN_BODY_MS = 2_000;

let handle: RequestListener = (_request, response) => {
	response.writeHead(503, { 'retry-after': '1' }).end();
};

const server = createServer({
	requestTimeout: 120_000,
	headersTimeout: 10_000,
	keepAliveTimeout: 65_000,
	maxHeaderSize: 16_384,
});
server.maxRequestsPerSocket = 0;

const headers = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=()',
	...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
};

/** Files of the build come compressed already; this is for what is made anew: pages and JSON. */
const squeeze = compression() as unknown as (...parts: [...Parameters<RequestListener>, () => void]) => void;

server.on('request', (request, response) => squeeze(request, response, () => handle(request, response)));

/** For every answer, whoever gives it: pages, files, errors, and Socket.IO's own. */
const dress: RequestListener = (request, response) => {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	request.headers['x-marketday-address'] = addressOf(request);
	request.headers['x-marketday-proto'] = protocolOf(request);
	response.once('finish', () => drain(request));
};

/** A body that was refused unread would stand before the next request on the same connection: let it run out, or hang up. */
function drain(request: IncomingMessage): void {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
	const hangUp = setTimeout(() => request.destroy(), DRAIN_BODY_MS);
	request.once('close', () => clearTimeout(hangUp));
}

/** The n-th address from the right of X-Forwarded-For, n being the proxies we trust; without any, the peer itself. */
function addressOf(request: IncomingMessage): string {
	const peer = request.socket.remoteAddress ?? '';
	if (env.TRUSTED_PROXIES === 0) return peer;
	const forwarded = String(request.headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((part) => part.trim());
	return forwarded.at(-env.TRUSTED_PROXIES) || peer;
}

function protocolOf(request: IncomingMessage): string {
	const forwarded = request.headers['x-forwarded-proto'];
	return env.TRUSTED_PROXIES > 0 && forwarded === 'https' ? 'https' : 'http';
}

const shared = globalThis as Record<symbol, unknown>;
shared[HTTP] = { server, addressOf };
settleAdapter();
const built: string = '../build/handler.js';
const app = (await import(built)) as { handler: RequestListener };
handle = app.handler;
// Only now: Socket.IO, attached while the app was loading, has put its own listener in front of all others.
server.prependListener('request', dress);

server.listen(env.PORT, env.HOST, () => {
	log.info({ address: server.address(), env: env.MARKETDAY_ENV }, 'the market is open');
});

let stopping = false;

async function stop(signal: string): Promise<void> {
	if (stopping) process.exit(1);
	stopping = true;
	log.info({ signal }, 'the market is closing');
	setTimeout(() => process.exit(1), DRAIN_MS + 2_000).unref();
	const closed = new Promise((resolve) => server.close(resolve));
	// Sockets first: they would hold the server open.
	await (shared[APP] as RunningApp | undefined)?.closeSockets();
	server.closeIdleConnections();
	const drain = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
	await closed;
	clearTimeout(drain);
	await (shared[APP] as RunningApp | undefined)?.closeRest();
	process.exit(0);
}

process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise nobody waited for failed'));
