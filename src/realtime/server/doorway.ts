/**
 * Where the web server and the app inside its bundle find each other: whoever owns the HTTP server puts it on `globalThis`, and
 * the app attaches its sockets to it. (Imported by both sides, in two copies; hence the registered symbols.)
 */
import type { IncomingMessage, Server } from 'node:http';

export const HTTP = Symbol.for('marketday.http');
export const APP = Symbol.for('marketday.app');

export type Doorway = { server: Server; addressOf: (request: IncomingMessage) => string };

export type RunningApp = {
	/** Stops sockets and the log; requests under way go on. */
	closeSockets: () => Promise<void>;
	/** Stops the database and Redis. */
	closeRest: () => Promise<void>;
	/** False from the moment that closing begins. */
	ready: () => boolean;
};

export function findDoorway(): Doorway | undefined {
	return (globalThis as Record<symbol, unknown>)[HTTP] as Doorway | undefined;
}
