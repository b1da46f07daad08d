/** Sockets under `vite dev`: shows the app the dev server's HTTP server, and fetches a page, since `init()` is lazy there. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Plugin } from 'vite';
import { HTTP, type Doorway } from './doorway.ts';

export function liveSockets(): Plugin {
	return {
		name: 'marketday:sockets',
		apply: 'serve',
		configureServer({ httpServer }) {
			if (!httpServer) return;
			const doorway: Doorway = {
				server: httpServer as Server,
				addressOf: (request) => request.socket.remoteAddress ?? '',
			};
			(globalThis as Record<symbol, unknown>)[HTTP] = doorway;
			httpServer.once('listening', () => {
				const { port } = httpServer.address() as AddressInfo;
				void fetch(`http://localhost:${port}/healthz`).catch(() => undefined);
			});
		},
	};
}
