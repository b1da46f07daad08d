import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { loud } from '../terminal/steps.js';
import { atEnd, end, isEnding } from './lifetime.js';
import { start } from './spawn.js';

/** Crashes within this many milliseconds of each other count together. */
const window = 60_000;
const mostCrashes = 5;
const keptLog = 10 * 1024 * 1024;

/**
 * @typedef {object} Kept
 * @property {string} name
 * @property {() => boolean} alive
 * @property {() => void} settle it came up: from now on an end is a crash. Until then an end is final
 * @property {() => Promise<void>} stop for good: it is not started again
 */

/**
 * Keeps a long-running part alive: a crash is logged, said, and answered by a new start after 1, 2, 4 … seconds. A part
 * that crashes five times within a minute will not get better by itself, and ends everything.
 *
 * @param {import('../processes/spawn.js').Command & { name: string, log?: string }} spec `log` is a file to append
 *   to; without it the part writes to the terminal
 * @returns {Kept}
 */
export function keep({ name, log, ...command }) {
	/** @type {number[]} */
	let crashes = [];
	let wanted = true;
	let settled = false;
	let running = launch();

	function launch() {
		const output = log ? openLog(log) : 'inherit';
		const next = start({ ...command, output, kept: true });
		if (typeof output === 'number') closeSync(output);
		void next.ended.then(onEnd);
		return next;
	}

	/** @param {number} code */
	function onEnd(code) {
		if (!wanted || !settled || isEnding()) return;
		const now = Date.now();
		crashes = [...crashes.filter((at) => now - at < window), now];
		const where = log ? ` See ${path.relative('.', log)}.` : '';
		if (crashes.length >= mostCrashes) {
			loud(
				`${name} ended ${mostCrashes} times within a minute (last exit ${code}). Stopping everything.${where}`,
			);
			void end(1);
			return;
		}
		const wait = 2 ** (crashes.length - 1);
		loud(`${name} ended with exit ${code}; starting it again in ${wait} s.${where}`);
		setTimeout(() => {
			if (wanted && !isEnding()) running = launch();
		}, wait * 1000);
	}

	const kept = {
		name,
		alive: () => running.guard.exitCode === null && running.guard.signalCode === null,
		settle() {
			settled = true;
			if (!kept.alive()) onEnd(running.guard.exitCode ?? 1);
		},
		async stop() {
			wanted = false;
			await running.stop();
		},
	};
	atEnd(kept.stop);
	return kept;
}

/** @param {string} file */
function openLog(file) {
	mkdirSync(path.dirname(file), { recursive: true });
	if (existsSync(file) && statSync(file).size > keptLog) renameSync(file, `${file}.1`);
	return openSync(file, 'a');
}
