// The way in for every script: packages first, then a Node that can run the rest.
// Only built-ins, and nothing newer than Node 20, until the packages are there.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { live } from './processes/lifetime.js';
import { run } from './processes/run.js';
import { start } from './processes/spawn.js';
import { at, logFile, root } from './paths.js';
import { Halt, step } from './terminal/steps.js';

const lockfile = at('package-lock.json');
const stamp = at('node_modules', '.marketday-lock');

/**
 * Installs the packages if they are missing or old, then runs a script of `scripts/commands/` under a Node that can.
 *
 * @param {string} command the file's name without its ending
 */
export async function enter(command) {
	const script = at('scripts', 'commands', `${command}.js`);
	if (packagesAreFresh() && canRun(process.versions.node)) {
		process.chdir(root);
		await import(pathToFileURL(script).href);
		return;
	}
	await live(async () => {
		process.chdir(root);
		if (!packagesAreFresh()) await step('Installing packages', installPackages);
		const bin = at('node_modules', '.bin');
		return start({
			command: findNode(),
			args: [script, ...process.argv.slice(2)],
			env: { PATH: `${bin}${path.delimiter}${process.env.PATH}` },
			grace: 60_000,
		}).ended;
	});
}

/** Node runs TypeScript without flags from 22.18 on. @param {string} version */
function canRun(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 18);
}

function findNode() {
	if (canRun(process.versions.node)) return process.execPath;
	const packaged = at('node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(packaged)) return packaged;
	throw new Halt(
		`Marketday runs on Node 22.18 or newer; this is ${process.version}, and there is no packaged Node for` +
			` ${process.platform} ${process.arch}.\nInstall Node 24 (https://nodejs.org) and start again.`,
	);
}

function fingerprint() {
	return createHash('sha256')
		.update(readFileSync(lockfile))
		.update(`${process.platform} ${process.arch}`)
		.digest('hex');
}

function packagesAreFresh() {
	if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === fingerprint();
	// Somebody ran npm themselves: npm's own record is newer than the lockfile it was made from.
	const record = at('node_modules', '.package-lock.json');
	if (!existsSync(record) || statSync(record).mtimeMs < statSync(lockfile).mtimeMs) return false;
	writeFileSync(stamp, fingerprint());
	return true;
}

async function installPackages() {
	rmSync(stamp, { force: true });
	// npm tells the scripts it starts where it is; without it we look on PATH.
	const npm = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
	await run({
		command: npm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
		args: [...(npm ? [npm] : []), 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
		// Dev packages are what builds the market: without them there is nothing to start.
		env: { NODE_ENV: undefined, npm_config_production: undefined, npm_config_omit: undefined },
		log: logFile('npm'),
		what: 'npm ci',
	});
	writeFileSync(stamp, fingerprint());
}
