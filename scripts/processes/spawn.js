import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('./guard.js', import.meta.url));

/**
 * @typedef {object} Command
 * @property {string} command
 * @property {readonly string[]} [args]
 * @property {Record<string, string | undefined>} [env] added to this process's own
 * @property {string} [cwd]
 * @property {number} [grace] milliseconds between the polite signal and the rude one
 * @property {boolean} [kept] see Running
 * @property {number | 'inherit' | 'pipe'} [output] where stdout and stderr go: a file descriptor, or the terminal
 */

/**
 * @typedef {object} Running
 * @property {import('node:child_process').ChildProcess} guard
 * @property {Promise<number>} ended the exit status; never rejects
 * @property {boolean} kept whether it is meant to last, and to be stopped in its turn
 * @property {(signal?: 'SIGKILL') => Promise<void>} stop asks politely, then insists
 */

/** Everything that runs at this moment, for the one place that ends it all. @type {Set<Running>} */
export const runningNow = new Set();

/**
 * Starts a command that ends when this process does, in a session of its own so that Ctrl-C reaches only us
 * and we can stop the parts in order.
 *
 * @param {Command} spec
 * @returns {Running}
 */
export function start({
	command,
	args = [],
	env = {},
	cwd,
	grace = 10_000,
	kept = false,
	output = 'inherit',
}) {
	const child = spawn(process.execPath, [guard, String(grace), command, ...args], {
		cwd,
		env: { ...process.env, ...env },
		stdio: ['ignore', output, output, 'ipc'],
		detached: process.platform !== 'win32',
	});
	/** @type {number | undefined} */
	let inner;
	child.once('message', (/** @type {{ pid: number }} */ message) => (inner = message.pid));

	/** @type {Promise<number>} */
	const ended = new Promise((resolve) => {
		child.once('error', () => resolve(127));
		child.once('exit', (code, signal) => {
			// A guard that was itself killed cannot sweep, so we do.
			if (signal) killGroup(inner);
			resolve(code ?? 1);
		});
	}).then((code) => {
		runningNow.delete(running);
		return /** @type {number} */ (code);
	});

	/** @type {Running} */
	const running = {
		guard: child,
		ended,
		kept,
		async stop(signal) {
			if (signal === 'SIGKILL') {
				killGroup(inner);
				child.kill('SIGKILL');
			} else child.kill('SIGTERM');
			await ended;
		},
	};
	runningNow.add(running);
	return running;
}

/** @param {number | undefined} pid */
function killGroup(pid) {
	if (!pid) return;
	try {
		process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
	} catch {
		// Already gone.
	}
}
