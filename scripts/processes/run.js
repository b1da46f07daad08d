import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Halt } from '../terminal/steps.js';
import { start } from './spawn.js';

/**
 * Runs a command to its end with its output in a log file, and halts with the tail of that file if it fails.
 *
 * @param {import('./spawn.js').Command & { log: string, what?: string }} spec `log` is the file's path
 * @returns {Promise<string>} what it wrote
 */
export async function run({ log, what, ...command }) {
	mkdirSync(path.dirname(log), { recursive: true });
	const output = openSync(log, 'w');
	const code = await start({ ...command, output }).ended;
	closeSync(output);
	const text = readFileSync(log, 'utf8');
	if (code !== 0)
		throw new Halt(
			`${what ?? command.command} failed (exit ${code}). The end of ${path.relative('.', log)}:\n\n${tail(text)}`,
		);
	return text;
}

/** @param {string} text @param {number} [lines] */
export function tail(text, lines = 20) {
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}
