// Runs one command and ends it when the script that asked for it is gone.
//
//   node guard.js GRACE_MS COMMAND [ARGUMENT…]
//
// The channel to the parent is the leash: it closes however the parent ends, `kill -9` included, so that
// no database, worker or download outlives it. Built-ins only, since it also guards the first `npm ci`.
import { spawn } from 'node:child_process';
import os from 'node:os';

const [grace = '0', command = '', ...args] = process.argv.slice(2);
const posix = process.platform !== 'win32';

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: posix });
// The parent may be gone already; its going is noticed below, and no reason to fall.
if (child.pid && process.connected) process.send?.({ pid: child.pid }, undefined, undefined, () => undefined);

/** @type {NodeJS.Timeout | undefined} */
let deadline;

function stop() {
	if (deadline) return;
	child.kill('SIGTERM');
	deadline = setTimeout(sweep, Number(grace));
}

/** Ends whatever is left of the command's process group. */
function sweep() {
	if (!child.pid) return;
	try {
		process.kill(posix ? -child.pid : child.pid, 'SIGKILL');
	} catch {
		// Nothing was left.
	}
}

process.on('disconnect', stop);
if (!process.connected) stop();
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, stop);

child.on('error', (error) => {
	console.error(`${command}: ${error.message}`);
	process.exit(127);
});
child.on('exit', (code, signal) => {
	sweep();
	process.exit(code ?? 128 + (signal ? os.constants.signals[signal] : 0));
});
