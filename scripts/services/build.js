import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../processes/run.js';
import { at, logFile } from '../paths.js';
import { step } from '../terminal/steps.js';

const stamp = at('build', '.sources');
const sources = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json',
];

/** Builds the site unless what is built came from exactly these sources. */
export async function buildIfChanged() {
	const now = fingerprint();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
	await step('Building the site', async () => {
		rmSync(stamp, { force: true });
		await run({
			command: process.execPath,
			args: [at('node_modules/vite/bin/vite.js'), 'build'],
			env: { NODE_ENV: 'production' },
			log: logFile('build'),
			what: 'vite build',
		});
		writeFileSync(stamp, now);
	});
}

function fingerprint() {
	const hash = createHash('sha256');
	/** @param {string} name */
	const add = (name) => {
		const file = at(name);
		if (!existsSync(file)) return;
		if (!statSync(file).isDirectory()) {
			hash.update(`${name}\0`).update(readFileSync(file));
			return;
		}
		for (const entry of readdirSync(file).sort()) add(path.join(name, entry));
	};
	for (const source of sources) add(source);
	return hash.digest('hex');
}
