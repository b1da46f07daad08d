import { accessSync, constants, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Servers live outside an ordinary user's PATH on many systems. */
const alsoIn = [
	'/usr/local/sbin',
	'/usr/sbin',
	'/sbin',
	'/usr/libexec',
	'/opt/homebrew/bin',
	'/usr/local/bin',
];

/**
 * @param {...string} names in order of preference
 * @returns {string | undefined} the path of the first that this user may run
 */
export function findProgram(...names) {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...alsoIn].filter(Boolean);
	for (const name of names)
		for (const folder of folders) {
			const file = path.join(folder, name);
			try {
				accessSync(file, constants.X_OK);
				return file;
			} catch {
				// Not here.
			}
		}
	return undefined;
}

/**
 * One executable file for a program that needs a loader or a library path to run.
 *
 * @param {{ command: string, args: string[], env: Record<string, string> }} program
 * @param {string} file where to write it
 */
export function asOneFile({ command, args, env }, file) {
	if (args.length === 0 && Object.keys(env).length === 0) return command;
	const quote = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`;
	const variables = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
	writeFileSync(
		file,
		`#!/bin/sh\nexec env ${[...variables, command, ...args].map((part, index) => (index < variables.length ? part : quote(part))).join(' ')} "$@"\n`,
		{ mode: 0o755 },
	);
	return file;
}
