/** Structured log lines on stdout, each with the request id it belongs to. Secrets never reach it. */
import { pino } from 'pino';
import { currentContext } from './context.ts';
import { env } from './env.ts';

export const log = pino({
	level: env.LOG_LEVEL,
	base: { pid: process.pid },
	mixin: () => {
		const context = currentContext();
		return context ? { request_id: context.requestId, actor_id: context.actorId } : {};
	},
	redact: {
		paths: ['password', '*.password', 'token', '*.token', 'card', '*.card', '*.cookie', '*.authorization'],
		censor: '[hidden]',
	},
});
