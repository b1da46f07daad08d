// A browser for the tests, from the first place that has one.
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isEnding } from '../processes/lifetime.js';
import { run } from '../processes/run.js';
import { at, cache, logFile } from '../paths.js';
import { Halt, step } from '../terminal/steps.js';
import { unpackDebian } from './debian.js';
import { findProgram } from './find-program.js';
import { aptInstall, systemInstall } from './system-packages.js';

const execute = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** @returns {Promise<string>} the path of a Chromium that runs here */
export async function openChromium() {
	const given = process.env.CHROMIUM_PATH;
	if (given) {
		if (await runs(given)) return given;
		throw new Halt(`CHROMIUM_PATH is ${given}, which does not run.`);
	}
	const { chromium } = await import('@playwright/test');
	const why = [];
	for (const known of [findProgram(...names), chromium.executablePath()])
		if (await runs(known)) return known ?? '';

	for (const way of [installed, unpacked, downloaded]) {
		try {
			const file = await way(() => chromium.executablePath());
			if (await runs(file)) return file ?? '';
			if (file) why.push(`${file} does not run here`);
		} catch (error) {
			if (isEnding()) throw error;
			why.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
		}
	}
	throw new Halt(
		[
			'The browser tests need Chromium, and none could be had:',
			...why.map((line) => `  – ${line}`),
			'',
			'Install one (chromium, google-chrome) or name it: CHROMIUM_PATH=/path/to/chromium npm test',
		].join('\n'),
	);
}

/** @param {string | undefined} file */
async function runs(file) {
	if (!file || !existsSync(file)) return false;
	return execute(file, ['--version'], { timeout: 30_000 }).then(
		() => true,
		() => false,
	);
}

async function installed() {
	if (!systemInstall) return undefined;
	await aptInstall(['chromium', 'fonts-dejavu-core'], 'Chromium');
	return findProgram(...names);
}

/** From this system's own suite, so that it runs on the system's own libc. */
function unpacked() {
	if (!findProgram('apt-get')) return Promise.resolve(undefined);
	return step('Chromium', async (note) => {
		await unpackDebian({
			name: 'own-chromium',
			suite: 'own',
			packages: ['chromium', 'fonts-dejavu-core'],
			note,
			async finish({ folder }) {
				const wrapper = path.join(folder, 'chromium');
				writeFileSync(wrapper, wrapperScript());
				chmodSync(wrapper, 0o755);
				await execute(wrapper, ['--version'], { timeout: 30_000 });
			},
		});
		note('unpacked for this user');
		return cache('own-chromium', 'root', 'chromium');
	});
}

/** Finds libraries and fonts beside itself, wherever the tree lies. */
function wrapperScript() {
	return `#!/bin/sh
root=$(dirname "$(readlink -f "$0")")
libraries=
for folder in "$root"/usr/lib/*-linux-gnu "$root"/lib/*-linux-gnu; do
	libraries="$libraries$folder:$folder/nss:$folder/pulseaudio:"
done
fonts="$root/fonts.conf"
if [ ! -s "$fonts" ] || ! grep -q "$root" "$fonts"; then
	cat > "$fonts.$$" <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>$root/usr/share/fonts</dir><cachedir>$root/var/cache/fontconfig</cachedir></fontconfig>
END
	mv "$fonts.$$" "$fonts"
fi
export LD_LIBRARY_PATH="$libraries$LD_LIBRARY_PATH" FONTCONFIG_FILE="$fonts"
exec "$root/usr/lib/chromium/chromium" "$@"
`;
}

/** @param {() => string} where */
function downloaded(where) {
	return step('Chromium', async (note) => {
		note('downloading by Playwright');
		const args = [at('node_modules/@playwright/test/cli.js'), 'install', 'chromium'];
		await run({
			command: process.execPath,
			args,
			log: logFile('playwright-install'),
			what: 'playwright install chromium',
		});
		return where();
	});
}
