import { run } from '../processes/run.js';
import { logFile } from '../paths.js';
import { loud, step } from '../terminal/steps.js';
import { findProgram } from './find-program.js';

/** The last resort, and only where nobody has to be asked for a password. */
export const systemInstall = process.getuid?.() === 0 && findProgram('apt-get') !== undefined;

/** Installs MariaDB and Redis on the system, and says so before it does. */
export async function installWithSystem() {
	await aptInstall(['mariadb-server', 'redis-server'], 'MariaDB and Redis');
}

/**
 * @param {string[]} packages
 * @param {string} what
 */
export async function aptInstall(packages, what) {
	loud(`Installing ${what} on this system: apt-get install --no-install-recommends ${packages.join(' ')}`);
	await step(`Installing ${what}`, async (note) => {
		// Their own services would start on the usual ports: RUNLEVEL=1 asks the package scripts to leave them stopped.
		const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
		note('reading package lists');
		await run({
			command: 'apt-get',
			args: ['-q', 'update'],
			env,
			log: logFile('apt-update'),
			what: 'apt-get update',
		});
		note('downloading and installing');
		const args = ['-q', '-y', 'install', '--no-install-recommends', ...packages];
		await run({ command: 'apt-get', args, env, log: logFile('apt-install'), what: 'apt-get install' });
		note('installed');
	});
}
