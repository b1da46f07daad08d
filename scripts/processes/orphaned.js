// npm passes SIGTERM to the shell between us, which dies of it and tells nobody; and nobody can pass on a `kill -9`.
import { readFileSync } from 'node:fs';

/**
 * Calls back once when the npm that started this script, or the shell between, has gone. Without npm there is no such
 * promise: a script may be left running on purpose.
 *
 * @param {() => void} callback
 */
export function whenOrphaned(callback) {
	if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
	const shell = process.ppid;
	const npm = parentOf(shell);
	const timer = setInterval(() => {
		if (process.ppid === shell && parentOf(shell) === npm) return;
		clearInterval(timer);
		callback();
	}, 500);
	timer.unref();
}

/** @param {number} pid @returns {number | undefined} unknown where there is no /proc */
function parentOf(pid) {
	try {
		// The second field is a name in brackets and may itself hold spaces and brackets.
		const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		return Number(parent);
	} catch {
		return undefined;
	}
}
