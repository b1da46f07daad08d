import { explain } from '../terminal/steps.js';
import { whenOrphaned } from './orphaned.js';
import { runningNow } from './spawn.js';

/** @type {(() => unknown)[]} */
const cleanups = [];
/** @type {Promise<never> | undefined} */
let ending;

/** Registers what must happen however this script ends; the last registered goes first. @param {() => unknown} cleanup */
export function atEnd(cleanup) {
	cleanups.push(cleanup);
}

/** True once the end has begun: what stops from then on does so because we asked. */
export const isEnding = () => ending !== undefined;

/**
 * Stops everything this script started, newest first, and exits.
 *
 * @param {number} code
 * @returns {Promise<never>}
 */
export function end(code) {
	ending ??= (async () => {
		// Passing work first (a download, a build): what it was doing may be among the things to clean up.
		await Promise.all([...runningNow].filter(({ kept }) => !kept).map((running) => running.stop()));
		for (const cleanup of cleanups.reverse()) {
			try {
				await cleanup();
			} catch (error) {
				explain(error);
			}
		}
		await Promise.all([...runningNow].map((running) => running.stop()));
		process.exit(code);
	})();
	return ending;
}

/**
 * Runs a script's body with an end that always happens: by return, by failure, by Ctrl-C, by a closed terminal, or
 * because the process that started us has gone. A second Ctrl-C does not wait for anybody.
 *
 * @param {() => Promise<number | void>} body its exit status, 0 if it returns none
 */
export async function live(body) {
	for (const [signal, code] of /** @type {const} */ ([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	]))
		process.on(signal, () => {
			if (signal === 'SIGINT' && process.stdout.isTTY) process.stdout.write('\r\u001b[K');
			if (ending && signal === 'SIGINT' && Date.now() - began > 500) force();
			began = Date.now();
			void end(code);
		});
	let began = 0;
	whenOrphaned(() => void end(143));
	// Only set when another Node process (enter.js) started this one.
	process.on('disconnect', () => void end(143));
	// A closed terminal makes every later write fail; the end must go on without it.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

	try {
		await end((await body()) ?? 0);
	} catch (error) {
		if (!isEnding()) explain(error);
		await end(1);
	}
}

async function force() {
	await Promise.all([...runningNow].map((running) => running.stop('SIGKILL')));
	process.exit(130);
}
