// Where a database server can come from without a container and without root, best first.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../processes/run.js';
import { cache, logFile } from '../paths.js';
import { Halt } from '../terminal/steps.js';
import { unpackDebian, unpackedProgram } from './debian.js';
import { asRoot, isOlder } from './database-server.js';
import { findProgram } from './find-program.js';

/** @typedef {import('./database-server.js').DatabaseProgram} DatabaseProgram */

/**
 * @typedef {object} Source
 * @property {string} label
 * @property {'mysql' | 'mariadb'} engine
 * @property {(note: (text: string) => void) => Promise<DatabaseProgram>} get throws a Halt that says why not
 */

/** @type {Record<string, Source>} */
export const databaseSources = {
	mysqlOnPath: {
		label: 'MySQL on this machine',
		engine: 'mysql',
		get: () => onPath('mysql', ['mysqld'], '8.4'),
	},
	mysqlUnpacked: {
		label: 'MySQL from Debian, unpacked for this user',
		engine: 'mysql',
		async get(note) {
			const unpacked = await unpackDebian({
				name: 'debian-sid',
				suite: 'sid',
				packages: ['mysql-server-core', 'redis-server'],
				note,
				finish: async (fresh) => void (await versionOf(unpackedProgram(fresh, 'usr/sbin/mysqld'))),
			});
			const program = unpackedProgram(unpacked, 'usr/sbin/mysqld');
			const usr = path.join(unpacked.folder, 'usr');
			return describe('mysql', program, await versionOf(program), [
				`--basedir=${usr}`,
				`--plugin-dir=${usr}/lib/mysql/plugin`,
				`--lc-messages-dir=${usr}/share/mysql`,
				`--character-sets-dir=${usr}/share/mysql/charsets`,
			]);
		},
	},
	mariadbOnPath: {
		label: 'MariaDB on this machine',
		engine: 'mariadb',
		get: () => onPath('mariadb', ['mariadbd', 'mysqld'], '10.6'),
	},
	mariadbUnpacked: {
		label: 'MariaDB from this system’s packages, unpacked for this user',
		engine: 'mariadb',
		async get(note) {
			const unpacked = await unpackDebian({
				name: 'own-mariadb',
				suite: 'own',
				packages: ['mariadb-server', 'redis-server'],
				note,
				finish: async (fresh) => void (await versionOf(unpackedProgram(fresh, 'usr/sbin/mariadbd'))),
			});
			const program = unpackedProgram(unpacked, 'usr/sbin/mariadbd');
			const usr = path.join(unpacked.folder, 'usr');
			return describe('mariadb', program, await versionOf(program), [
				`--basedir=${usr}`,
				`--plugin-dir=${usr}/lib/mysql/plugin`,
				`--lc-messages-dir=${usr}/share/mysql`,
				`--character-sets-dir=${usr}/share/mysql/charsets`,
			]);
		},
	},
};

/** @typedef {{ command: string, args: string[], env: Record<string, string> }} Program */

/** @param {'mysql' | 'mariadb'} engine @param {string[]} names @param {string} oldest */
async function onPath(engine, names, oldest) {
	const command = findProgram(...names);
	if (!command) throw new Halt(`no ${names[0]} on PATH`);
	const program = { command, args: [], env: {} };
	const version = await versionOf(program);
	if ((engine === 'mariadb') !== /mariadb/i.test(version)) throw new Halt(`${command} is ${version}`);
	if (isOlder(version, oldest)) throw new Halt(`${command} is ${version}, older than ${oldest}`);
	return describe(engine, program, version, []);
}

/** Also the proof that it runs at all here. @param {Program} program @returns {Promise<string>} as in `9.7.4-2` */
async function versionOf(program) {
	const log = logFile('database-version');
	const text = await run({
		...program,
		args: [...program.args, '--no-defaults', '--version'],
		log,
		what: 'mysqld --version',
	});
	rmSync(log, { force: true });
	const version = /Ver (\d+\.\d+\S*)/.exec(text)?.[1];
	if (!version) throw new Halt(`cannot read the version in "${text.trim()}"`);
	return version;
}

/**
 * @param {'mysql' | 'mariadb'} engine
 * @param {Program} program
 * @param {string} version
 * @param {string[]} where
 * @returns {DatabaseProgram}
 */
function describe(engine, program, version, where) {
	return {
		engine,
		version,
		...program,
		where,
		initialize(folder) {
			if (engine === 'mysql') {
				const options = [
					'--no-defaults',
					'--initialize-insecure',
					...where,
					`--datadir=${folder}`,
					...asRoot(),
				];
				return { ...program, args: [...program.args, ...options, '--secure-file-priv=NULL'] };
			}
			const installer = path.join(path.dirname(program.command), '../bin/mariadb-install-db');
			const basedir = program.command.startsWith(cache()) ? where.slice(0, 1) : [];
			return {
				command: program.command.startsWith(cache())
					? installer
					: (findProgram('mariadb-install-db', 'mysql_install_db') ?? installer),
				args: [
					'--no-defaults',
					...basedir,
					`--datadir=${folder}`,
					'--auth-root-authentication-method=normal',
					'--skip-test-db',
					...asRoot(),
				],
				env: program.env,
			};
		},
	};
}
