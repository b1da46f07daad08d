// One private database server: its own folder, its own port on 127.0.0.1, a password that lives as long as it does.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { freePort } from '../processes/ports.js';
import { run, tail } from '../processes/run.js';
import { keep } from '../processes/supervise.js';
import { Halt } from '../terminal/steps.js';

/** Recovery after a power cut may take a while; a server that is dead is noticed at once. */
const patience = 120_000;

/**
 * @typedef {object} DatabaseProgram
 * @property {'mysql' | 'mariadb'} engine
 * @property {string} version
 * @property {string} command
 * @property {string[]} args what comes before the server's own options
 * @property {Record<string, string>} env
 * @property {string[]} where options that tell an unpacked server where its files are
 * @property {(folder: string) => { command: string, args: string[], env: Record<string, string> }} initialize
 */

/**
 * @param {DatabaseProgram} program
 * @param {object} options
 * @param {string} options.folder where data stay; made if missing
 * @param {string} options.runFolder for the socket, private to this run
 * @param {string} options.log a file
 * @param {boolean} options.durable false only for data that are thrown away
 * @param {string} options.database made if missing
 * @returns {Promise<{ url: string }>}
 */
export async function startDatabase(program, { folder, runFolder, log, durable, database }) {
	await initialize(program, folder, log);
	const password = randomBytes(18).toString('base64url');
	const initFile = path.join(runFolder, 'grant.sql');
	writeFileSync(initFile, grants(database, password), { mode: 0o600 });
	const port = await freePort();

	const server = keep({
		name: program.engine === 'mysql' ? 'MySQL' : 'MariaDB',
		command: program.command,
		env: program.env,
		args: [
			...program.args,
			'--no-defaults',
			...program.where,
			`--datadir=${folder}`,
			`--socket=${path.join(runFolder, 'db.sock')}`,
			`--pid-file=${path.join(runFolder, 'db.pid')}`,
			`--init-file=${initFile}`,
			'--bind-address=127.0.0.1',
			`--port=${port}`,
			...settings(program, durable),
		],
		log,
		grace: durable ? 30_000 : 2_000,
	});
	const url = `mysql://marketday:${password}@127.0.0.1:${port}/${database}`;
	try {
		await untilReady(url, server.alive, log);
	} catch (error) {
		await server.stop();
		throw error;
	}
	server.settle();
	writeFileSync(
		path.join(folder, 'marketday.json'),
		JSON.stringify({ engine: program.engine, version: program.version }),
	);
	return { url };
}

/** @param {DatabaseProgram} program @param {boolean} durable */
function settings({ engine }, durable) {
	return [
		'--skip-name-resolve',
		'--skip-log-bin',
		'--performance-schema=OFF',
		'--default-time-zone=+00:00',
		'--character-set-server=utf8mb4',
		'--collation-server=utf8mb4_unicode_ci',
		'--max-connections=400',
		// Without it a COMMIT after a lock timeout would keep half a transaction.
		'--innodb-rollback-on-timeout=ON',
		`--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
		`--innodb-buffer-pool-size=${durable ? 256 : 192}M`,
		...(durable ? [] : ['--innodb-doublewrite=0']),
		...(engine === 'mysql' ? ['--mysqlx=0', '--secure-file-priv=NULL'] : []),
		...asRoot(),
	];
}

/** A server refuses to run as root unless told that it is meant. */
export function asRoot() {
	return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/** @param {string} database @param {string} password */
function grants(database, password) {
	return [
		`ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
		`CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
		`CREATE USER IF NOT EXISTS 'marketday'@'127.0.0.1' IDENTIFIED BY '${password}';`,
		`ALTER USER 'marketday'@'127.0.0.1' IDENTIFIED BY '${password}';`,
		`GRANT ALL PRIVILEGES ON *.* TO 'marketday'@'127.0.0.1' WITH GRANT OPTION;`,
		'',
	].join('\n');
}

/** @param {DatabaseProgram} program @param {string} folder @param {string} log */
async function initialize(program, folder, log) {
	const note = path.join(folder, 'marketday.json');
	if (existsSync(folder)) {
		const made = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')).version : program.version;
		if (isOlder(program.version, made))
			throw new Halt(
				`the data in ${path.relative('.', folder)} were written by version ${made}, this is ${program.version}`,
			);
		return;
	}
	// Made aside and renamed, so that a start cut short leaves no half database behind.
	const aside = `${folder}.part-${process.pid}`;
	rmSync(aside, { recursive: true, force: true });
	mkdirSync(path.dirname(folder), { recursive: true });
	try {
		await run({
			...program.initialize(aside),
			log: log.replace(/\.log$/, '-initialise.log'),
			what: 'Initialising the database',
		});
		renameSync(aside, folder);
	} finally {
		rmSync(aside, { recursive: true, force: true });
	}
}

/** @param {string} version @param {string} than */
export function isOlder(version, than) {
	const [a = 0, b = 0] = version.split('.').map(Number);
	const [c = 0, d = 0] = than.split('.').map(Number);
	return a < c || (a === c && b < d);
}

/** @param {string} url @param {() => boolean} alive @param {string} log */
async function untilReady(url, alive, log) {
	for (const deadline = Date.now() + patience; ;) {
		if (!alive()) throw new Halt(`the server ended:\n${tail(readFileSync(log, 'utf8'), 8)}`);
		try {
			// The password is this run's own, so an answer cannot come from another server on the port.
			const connection = await mysql.createConnection({ uri: url, connectTimeout: 2000 });
			await connection.query('SELECT 1');
			await connection.end();
			return;
		} catch (error) {
			if (Date.now() > deadline) throw new Halt(`no answer within ${patience / 1000} s: ${error}`);
			await pause(100);
		}
	}
}

/** A folder for sockets: their paths may have no more than 107 characters, so not inside the checkout. */
export const runFolderBase = () => path.join(os.tmpdir(), 'marketday-');
