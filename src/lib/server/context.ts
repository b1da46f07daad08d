/** Who and what is being served right now: carried into each log line, event and job without passing it by hand. */
import { AsyncLocalStorage } from 'node:async_hooks';

export type Context = {
	/** One id from request through event and job to socket. */
	requestId: string;
	actorId?: string | undefined;
	/** The caller's network address, as far as it is to be believed. */
	address?: string | undefined;
};

const storage = new AsyncLocalStorage<Context>();

export function withContext<T>(context: Context, run: () => T): T {
	return storage.run(context, run);
}

export function currentContext(): Context | undefined {
	return storage.getStore();
}
